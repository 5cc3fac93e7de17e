//! Addresses that belong to nobody outside: a page must not make an observer ask its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is private, loopback, link-local, shared, or otherwise not one of the public internet (RFC 6890).
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_4(address),
        IpAddr::V6(address) => is_private_6(address),
    }
}

fn is_private_4(address: Ipv4Addr) -> bool {
    let [one, two, three, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_broadcast()
        || address.is_multicast()
        || one == 0
        || one >= 240
        || (one == 100 && two & 0xc0 == 64)
        || (one, two, three) == (192, 0, 0)
        || (one == 198 && two & 0xfe == 18)
}

fn is_private_6(address: Ipv6Addr) -> bool {
    // An IPv4 address in any of its disguises is judged as what it is.
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_private_4(inner);
    }
    let parts = address.segments();
    let embedded = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_private_4(Ipv4Addr::new(a, b, c, d))
    };
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || parts[0] & 0xfe00 == 0xfc00
        || parts[0] & 0xffc0 == 0xfe80
        || parts[0] & 0xffc0 == 0xfec0
        || (parts[..6] == [0x64, 0xff9b, 0, 0, 0, 0] && embedded(parts[6], parts[7]))
        || (parts[0] == 0x2002 && embedded(parts[1], parts[2]))
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn addresses_of_ones_own_network_are_private_in_every_disguise() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "198.18.0.1",
            "255.255.255.255",
            "224.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
        ] {
            assert!(is_private(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn addresses_of_the_internet_are_not_private() {
        for address in [
            "8.8.8.8",
            "104.16.132.229",
            "172.32.0.1",
            "100.128.0.1",
            "198.20.0.1",
            "2606:4700::6810:84e5",
            "::ffff:8.8.8.8",
        ] {
            assert!(!is_private(address.parse().unwrap()), "{address}");
        }
    }
}
