//! The shell of DER (X.690): tags, lengths, contents. What lies inside is for others.
//!
//! It never copies: private keys are read through it.

/// The elements of a piece of DER, one after the other. It ends at the first byte that is no DER.
#[derive(Debug, Clone)]
pub(super) struct Elements<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Elements<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&tag, rest) = self.0.split_first()?;
        let (length, rest) = length(rest)?;
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, content))
    }
}

/// What a sequence holds, if these bytes are one, from the first to the last.
pub(super) fn sequence(bytes: &[u8]) -> Option<Elements<'_>> {
    let mut elements = Elements(bytes);
    match elements.next() {
        Some((SEQUENCE, content)) if elements.0.is_empty() => Some(Elements(content)),
        _ => None,
    }
}

/// The digits of a number without the zeros in front.
pub(super) fn magnitude(integer: &[u8]) -> &[u8] {
    let start = integer.iter().position(|byte| *byte != 0).unwrap_or(integer.len());
    &integer[start..]
}

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BYTES: u8 = 0x04;
pub(super) const OBJECT: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
/// The tag `[0]` around another element.
pub(super) const TAGGED_0: u8 = 0xa0;

fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    if first < 0x80 {
        return Some((usize::from(first), rest));
    }
    let digits = usize::from(first & 0x7f);
    if digits == 0 || digits > 4 {
        return None;
    }
    let (digits, rest) = rest.split_at_checked(digits)?;
    let length = digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit));
    Some((length, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Elements, sequence};

    proptest! {
        #[test]
        fn any_bytes_are_taken_apart_or_left(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let told: usize = Elements(&bytes).map(|(_, content)| content.len()).sum();
            prop_assert!(told <= bytes.len());
        }
    }

    #[test]
    fn a_sequence_is_whole_or_none() {
        let elements: Vec<_> = sequence(&[0x30, 5, 2, 1, 7, 4, 0]).unwrap().collect();
        assert_eq!(elements, [(2, &[7][..]), (4, &[][..])]);
        assert!(sequence(&[0x30, 1, 0, 0]).is_none());
        assert!(sequence(&[0x30, 0x85, 0, 0, 0, 0, 0]).is_none());
        assert!(sequence(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]).is_none());
    }
}
