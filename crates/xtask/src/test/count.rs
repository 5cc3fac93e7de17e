//! How many tests passed and failed, read from what the test runners leave behind.
//!
//! It counts what a runner reports and guesses nothing: a report it cannot read is an error.

use std::fmt;

use anyhow::{Context as _, Result};

/// Tests that passed and tests that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

impl Count {
    /// Adds what nextest's `JUnit` report says on its outermost element.
    pub(super) fn add_junit(&mut self, report: &str) -> Result<()> {
        let read = || {
            let (_, rest) = report.split_once("<testsuites ")?;
            let (attributes, _) = rest.split_once('>')?;
            let number = |name: &str| -> Option<u64> {
                let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
                rest.split_once('"')?.0.parse().ok()
            };
            Some((number("tests")?, number("failures")? + number("errors")?))
        };
        let (tests, failed) = read().context("the test runner's report does not say how many tests ran")?;
        self.failed += failed;
        self.passed += tests.saturating_sub(failed);
        Ok(())
    }

    /// Adds a line such as `test result: ok. 3 passed; 0 failed; …`, as the built-in runner ends each crate.
    pub(super) fn add_result_line(&mut self, line: &str) {
        let Some(rest) = line.strip_prefix("test result: ") else { return };
        for part in rest.split(['.', ';']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_and_errors_are_both_failed() {
        let mut count = Count { passed: 1, failed: 0 };
        let report =
            r#"<?xml version="1.0"?><testsuites name="run" tests="12" failures="2" errors="1" uuid="u">"#;
        count.add_junit(report).expect("a report of nextest's form");
        assert_eq!(count.to_string(), "10 passed, 3 failed");
    }

    #[test]
    fn a_report_without_numbers_is_an_error() {
        assert!(Count::default().add_junit("<testsuites name=\"run\">").is_err());
        assert!(Count::default().add_junit("").is_err());
    }

    #[test]
    fn the_result_lines_of_all_crates_add_up() {
        let mut count = Count::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s",
        ] {
            count.add_result_line(line);
        }
        assert_eq!(count, Count { passed: 4, failed: 2 });
    }
}
