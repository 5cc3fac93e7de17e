//! The headings above a block.
//!
//! It never lets the headings of a page's margin stand above its body.

/// The headings above the place that was reached, outermost first, with their levels.
#[derive(Debug, Clone, Default)]
pub(super) struct Headings(Vec<(u8, String)>);

impl Headings {
    /// A heading of that level begins: what is as high or lower ends.
    pub(super) fn begin(&mut self, level: u8) {
        self.0.retain(|(above, _)| *above < level);
    }

    /// It has ended, and this is its text.
    pub(super) fn end(&mut self, level: u8, text: &str) {
        if !text.is_empty() {
            self.begin(level);
            self.0.push((level, text.chars().take(LONGEST).collect()));
        }
    }

    /// Their texts.
    pub(super) fn path(&self) -> Vec<String> {
        self.0.iter().map(|(_, text)| text.clone()).collect()
    }
}

/// A heading is repeated for each block below it: a longer one is cut there, and stands whole as a block of its own.
const LONGEST: usize = 200;
