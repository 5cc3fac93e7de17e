//! Address ranges in CIDR form, IPv4 and IPv6.
//!
//! It never guesses at a range: bits below the prefix must be zero, as the operator publishes it.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

use serde::{Deserialize, Serialize};

/// A range of addresses, such as `104.16.0.0/13`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IpRange {
    first: IpAddr,
    prefix: u8,
}

/// A text is not a usable address range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadRange {
    /// Not of the form `address/prefix`.
    #[error("not an address range such as 104.16.0.0/13 or 2606:4700::/32")]
    Form,
    /// Bits below the prefix are set.
    #[error("the range starts at {0}")]
    Unaligned(IpRange),
    /// The range takes in so much that it says nothing about one operator.
    #[error("the range is wider than any one operator's (/8 in IPv4, /16 in IPv6)")]
    TooWide,
    /// Addresses that nobody on the open network holds.
    #[error("the range is not public")]
    NotPublic,
}

impl IpRange {
    /// The lowest address.
    pub fn first(&self) -> IpAddr {
        self.first
    }

    /// The highest address.
    pub fn last(&self) -> IpAddr {
        match self.first {
            IpAddr::V4(first) => IpAddr::V4(Ipv4Addr::from_bits(first.to_bits() | low_v4(self.prefix))),
            IpAddr::V6(first) => IpAddr::V6(Ipv6Addr::from_bits(first.to_bits() | low_v6(self.prefix))),
        }
    }

    /// Whether the address lies in the range. An IPv4 address mapped into IPv6 counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.first.is_ipv4() == address.is_ipv4() && self.first <= address && address <= self.last()
    }

    fn aligned(address: IpAddr, prefix: u8) -> Self {
        let first = match address {
            IpAddr::V4(a) => IpAddr::V4(Ipv4Addr::from_bits(a.to_bits() & !low_v4(prefix))),
            IpAddr::V6(a) => IpAddr::V6(Ipv6Addr::from_bits(a.to_bits() & !low_v6(prefix))),
        };
        Self { first, prefix }
    }
}

impl FromStr for IpRange {
    type Err = BadRange;

    fn from_str(text: &str) -> Result<Self, BadRange> {
        let (address, prefix) = text.split_once('/').ok_or(BadRange::Form)?;
        let address: IpAddr = address.parse().map_err(|_| BadRange::Form)?;
        let prefix: u8 = prefix.parse().map_err(|_| BadRange::Form)?;
        let (narrowest, widest) = if address.is_ipv4() { (32, 8) } else { (128, 16) };
        if prefix > narrowest {
            return Err(BadRange::Form);
        }
        if prefix < widest {
            return Err(BadRange::TooWide);
        }
        let range = Self::aligned(address, prefix);
        if range.first != address {
            return Err(BadRange::Unaligned(range));
        }
        if !is_public(range.first) || !is_public(range.last()) {
            return Err(BadRange::NotPublic);
        }
        Ok(range)
    }
}

impl TryFrom<String> for IpRange {
    type Error = BadRange;

    fn try_from(text: String) -> Result<Self, BadRange> {
        text.parse()
    }
}

impl From<IpRange> for String {
    fn from(range: IpRange) -> Self {
        range.to_string()
    }
}

impl fmt::Display for IpRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.prefix)
    }
}

fn low_v4(prefix: u8) -> u32 {
    u32::MAX.checked_shr(prefix.into()).unwrap_or(0)
}

fn low_v6(prefix: u8) -> u128 {
    u128::MAX.checked_shr(prefix.into()).unwrap_or(0)
}

/// The ranges set aside by RFC 6890 that someone might write by mistake.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(a) => {
            let shared = a.octets()[0] == 100 && a.octets()[1] & 0xc0 == 64;
            let reserved = a.octets()[0] == 0 || a.octets()[0] >= 224;
            !(a.is_private()
                || a.is_loopback()
                || a.is_link_local()
                || a.is_documentation()
                || shared
                || reserved)
        }
        // Global unicast is 2000::/3 (RFC 4291); 2001:db8::/32 is for documentation.
        IpAddr::V6(a) => a.segments()[0] & 0xe000 == 0x2000 && a.segments()[..2] != [0x2001, 0x0db8],
    }
}
