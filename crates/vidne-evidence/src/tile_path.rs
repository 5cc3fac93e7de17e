//! Where a tile of the log stands: `tile/<level>/<number>[.p/<width>]` and `tile/entries/<number>[.p/<width>]`
//! (C2SP `tlog-tiles`, tile height 8).
//!
//! It never names anything outside `tile/`: a path is read only if it is exactly what this module would write.

use std::{fmt, str::FromStr};

use crate::checkpoint::MAX_LEAVES;

/// Hashes or entries in a full tile.
pub const TILE_WIDTH: usize = 256;

/// The highest level that a tree of [`MAX_LEAVES`] can have.
const MAX_LEVEL: u8 = 5;

/// Which pile of tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stack {
    /// Hashes; level 0 are the hashes of the leaves, each higher level the roots of full tiles below.
    Hashes(u8),
    /// What the leaves say.
    Entries,
}

/// The place of one tile, full or partial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TilePath {
    stack: Stack,
    number: u64,
    width: u16,
}

/// A text is not the path of a tile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the path of a tile")]
pub struct BadTilePath(String);

impl Stack {
    /// How many hashes or entries the pile holds when the log has `size` leaves.
    pub fn count(self, size: u64) -> u64 {
        match self {
            Self::Hashes(level) => size.checked_shr(8 * u32::from(level)).unwrap_or(0),
            Self::Entries => size,
        }
    }

    /// How many tiles, the last of them partial or full, when the log has `size` leaves.
    pub fn tiles(self, size: u64) -> u64 {
        self.count(size).div_ceil(TILE_WIDTH as u64)
    }
}

impl TilePath {
    /// A full tile.
    pub fn full(stack: Stack, number: u64) -> Self {
        Self { stack, number, width: 256 }
    }

    /// The widest form that tile `number` has in a log of `size` leaves, or nothing if it has none yet.
    pub fn widest(stack: Stack, number: u64, size: u64) -> Option<Self> {
        let left = stack.count(size).checked_sub(number.checked_mul(256)?)?;
        let width = u16::try_from(left).unwrap_or(256).min(256);
        (width > 0).then_some(Self { stack, number, width })
    }

    /// Which pile.
    pub fn stack(&self) -> Stack {
        self.stack
    }

    /// Which tile of the pile, from 0.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// How many hashes or entries it holds: 256 when it is full.
    pub fn width(&self) -> usize {
        usize::from(self.width)
    }

    /// Whether nothing can be added to it any more.
    pub fn is_full(&self) -> bool {
        self.width() == TILE_WIDTH
    }

    /// Whether a log of `size` leaves has this tile, or has had it on its way there.
    pub fn is_within(&self, size: u64) -> bool {
        Self::widest(self.stack, self.number, size).is_some_and(|widest| self.width <= widest.width)
    }

    /// The path inside the evidence folder.
    pub fn in_folder(&self) -> String {
        format!("log/{self}")
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.stack {
            Stack::Hashes(level) => write!(f, "tile/{level}/")?,
            Stack::Entries => f.write_str("tile/entries/")?,
        }
        let mut divisor = 1;
        while self.number / divisor >= 1000 {
            divisor *= 1000;
        }
        while divisor > 1 {
            write!(f, "x{:03}/", self.number / divisor % 1000)?;
            divisor /= 1000;
        }
        write!(f, "{:03}", self.number % 1000)?;
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

impl FromStr for TilePath {
    type Err = BadTilePath;

    fn from_str(text: &str) -> Result<Self, BadTilePath> {
        parse(text).filter(|path| path.to_string() == text).ok_or_else(|| BadTilePath(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<TilePath> {
    let (pile, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let stack = match pile {
        "entries" => Stack::Entries,
        level => Stack::Hashes(level.parse().ok().filter(|level| *level <= MAX_LEVEL)?),
    };
    let (digits, width) = match rest.split_once(".p/") {
        Some((digits, width)) => (digits, width.parse().ok().filter(|width| (1..256).contains(width))?),
        None => (rest, 256),
    };
    let mut number: u64 = 0;
    for group in digits.split('/') {
        let group: u64 = group.strip_prefix('x').unwrap_or(group).parse().ok()?;
        number = number.checked_mul(1000)?.checked_add(group)?;
    }
    (number < MAX_LEAVES).then_some(TilePath { stack, number, width })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_read_as_the_format_says() {
        let long = TilePath::full(Stack::Hashes(0), 1_234_067);
        assert_eq!(long.to_string(), "tile/0/x001/x234/067");
        let partial = TilePath::widest(Stack::Entries, 0, 5).unwrap();
        assert_eq!(partial.to_string(), "tile/entries/000.p/5");
        assert_eq!(TilePath::widest(Stack::Hashes(1), 1, 70_000).unwrap().to_string(), "tile/1/001.p/17");
    }

    #[test]
    fn a_path_that_leads_elsewhere_is_refused() {
        for text in [
            "tile/0/../000",
            "tile/0/00",
            "tile/0/000.p/256",
            "tile/9/000",
            "tile/0/x000/001",
            "tile/0/000.p/0",
        ] {
            assert!(text.parse::<TilePath>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_tile_belongs_to_the_log_from_the_size_that_fills_it() {
        let partial: TilePath = "tile/0/001.p/3".parse().unwrap();
        assert!(!partial.is_within(258) && partial.is_within(259) && partial.is_within(9000));
    }

    proptest! {
        #[test]
        fn every_path_is_read_again(number in 0..MAX_LEAVES, width in 1..=256u16, level in 0..=MAX_LEVEL) {
            for stack in [Stack::Entries, Stack::Hashes(level)] {
                let path = TilePath { stack, number, width };
                prop_assert_eq!(path.to_string().parse::<TilePath>().unwrap(), path);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "tile/[0-9a-z/.x]{0,20}") {
            if let Ok(path) = text.parse::<TilePath>() {
                prop_assert_eq!(path.to_string(), text);
            }
        }
    }
}
