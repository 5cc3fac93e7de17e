//! Mail addresses that Cloudflare hides from robots in `data-cfemail`, as a reader sees them.
//!
//! It never guesses: what is not such a value gives nothing.

/// The address. The value is hexadecimal; its first byte masks all others.
pub(super) fn decode(hex: &str) -> Option<String> {
    let hex = hex.trim();
    if hex.len() > LONGEST || !hex.is_ascii() {
        return None;
    }
    let pairs = hex.as_bytes().chunks(2).map(|pair| {
        let two = str::from_utf8(pair).ok().filter(|two| two.len() == 2)?;
        u8::from_str_radix(two, 16).ok()
    });
    let bytes: Vec<u8> = pairs.collect::<Option<_>>()?;
    let (mask, masked) = bytes.split_first()?;
    let text = String::from_utf8(masked.iter().map(|byte| byte ^ mask).collect()).ok()?;
    text.contains('@').then_some(text)
}

const LONGEST: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_under_every_mask() {
        let masked = |mask: u8| {
            let bytes = std::iter::once(mask).chain("dpo@exempel.se".bytes().map(|byte| byte ^ mask));
            bytes.map(|byte| format!("{byte:02x}")).collect::<String>()
        };
        assert_eq!(decode(&masked(0x42)).as_deref(), Some("dpo@exempel.se"));
        assert_eq!(decode(&masked(0x9c)).as_deref(), Some("dpo@exempel.se"));
        assert_eq!(decode("zz"), None);
        assert_eq!(decode("42å"), None);
        assert_eq!(decode(""), None);
    }
}
