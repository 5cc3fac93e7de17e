//! Everything that CI checks, step by step, cheapest first.
//!
//! A step fails or passes; one that cannot be done for want of inputs is named as left out, never counted as passed.

mod count;
mod step;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use self::count::Count;
use self::step::{Outcome, STEPS, Step};
use crate::tree::Tree;

/// What to test.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Do this step only; may be given more than once, or as a list with commas.
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    only: Vec<String>,
    /// Name the steps and what each one asks, and do nothing.
    #[arg(long)]
    list: bool,
}

/// What became of the steps.
#[derive(Default)]
struct Report {
    passed: usize,
    failed: Vec<&'static str>,
    left_out: Vec<String>,
    count: Count,
}

/// Does the steps that were asked for, and closes with what became of them.
pub(crate) fn test(tree: &Tree, arguments: &Arguments) -> Result<ExitCode> {
    if arguments.list {
        for step in STEPS {
            println!("{:8}  {}", step.name, step.asks);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let steps = chosen(&arguments.only)?;
    let start = Instant::now();
    let mut report = Report::default();
    for (number, step) in steps.iter().enumerate() {
        println!("[{}/{}] {}: {}", number + 1, steps.len(), step.name, step.asks);
        report.take(tree, step);
    }
    for line in report.lines(start.elapsed()) {
        println!("{line}");
    }
    Ok(if report.succeeded() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(only: &[String]) -> Result<Vec<&'static Step>> {
    let names = || STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        bail!("there is no step {unknown}; the steps are {}", names());
    }
    let wanted = |step: &&Step| only.is_empty() || only.iter().any(|name| name == step.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

impl Report {
    fn take(&mut self, tree: &Tree, step: &Step) {
        let start = Instant::now();
        match (step.run)(tree, &mut self.count) {
            Ok(Outcome::Passed) => {
                self.passed += 1;
                println!("   {} passed in {}", step.name, spoken(start.elapsed()));
            }
            Ok(Outcome::LeftOut(reason)) => {
                println!("   {} left out: {reason}", step.name);
                self.left_out.push(format!("left out: {}: {reason}", step.name));
            }
            Err(error) => {
                println!("   {} FAILED: {error:#}", step.name);
                self.failed.push(step.name);
            }
        }
    }

    /// The closing lines; the last one is the verdict.
    fn lines(&self, took: Duration) -> Vec<String> {
        let mut lines = self.left_out.clone();
        if self.count != Count::default() {
            lines.push(self.count.to_string());
        }
        lines.push(format!("test: {}; took {}", self.verdict(), spoken(took)));
        lines
    }

    fn verdict(&self) -> String {
        let all = self.passed + self.failed.len() + self.left_out.len();
        let passed = format!("{} of {all} steps passed", self.passed);
        match (self.failed.as_slice(), self.left_out.len()) {
            ([], _) if self.passed == 0 => "nothing was tested".to_owned(),
            ([], 0) => passed,
            ([], left_out) => format!("{passed}, {left_out} left out (named above)"),
            (failed, _) => format!("FAILED at {}; {passed}", failed.join(", ")),
        }
    }

    /// A run in which nothing was tested has not succeeded.
    fn succeeded(&self) -> bool {
        self.failed.is_empty() && self.passed > 0
    }
}

fn spoken(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_names_the_steps_that_failed() {
        let count = Count { passed: 8, failed: 2 };
        let report = Report { passed: 3, failed: vec!["clippy", "nextest"], left_out: Vec::new(), count };
        assert_eq!(
            report.lines(Duration::from_secs(61)),
            ["8 passed, 2 failed", "test: FAILED at clippy, nextest; 3 of 5 steps passed; took 1 min 1 s"]
        );
    }

    #[test]
    fn what_was_left_out_is_named_and_not_called_passed() {
        let left_out = vec!["left out: real: no folder".to_owned()];
        let report = Report { passed: 1, left_out, ..Report::default() };
        assert!(report.succeeded());
        assert_eq!(
            report.lines(Duration::from_millis(250)),
            ["left out: real: no folder", "test: 1 of 2 steps passed, 1 left out (named above); took 0.2 s"]
        );
    }

    #[test]
    fn a_run_that_left_everything_out_has_not_passed() {
        let report = Report { left_out: vec!["left out: real: no folder".to_owned()], ..Report::default() };
        assert!(!report.succeeded());
        assert_eq!(report.verdict(), "nothing was tested");
    }

    #[test]
    fn an_unknown_step_is_answered_with_the_steps_there_are() {
        let error = chosen(&["fmt".to_owned(), "lint".to_owned()]).err().expect("lint is no step");
        assert!(error.to_string().starts_with("there is no step lint; the steps are fmt, typos"), "{error}");
    }
}
