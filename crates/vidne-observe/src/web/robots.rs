//! What a site asks crawlers to leave alone (RFC 9309), asked with the same browser as everything else.
//!
//! It never binds looks at declared pages: an operator asks for these by name, as any visitor may.

use std::time::Duration;

use texting_robots::Robot;

/// What a host's `robots.txt` says.
pub(super) enum Robots {
    /// Nothing, or nothing to us: all may be asked for.
    Silent,
    /// These rules.
    Rules(Box<Robot>),
    /// The server could not say: nothing more is asked of it (RFC 9309, section 2.3.1.4).
    Unreachable,
}

impl Robots {
    /// From the status and the text of an answer.
    pub(super) fn read(status: u16, text: &str) -> Self {
        match status {
            200..=299 => match Robot::new(NAME, text.get(..MOST).unwrap_or(text).as_bytes()) {
                Ok(robot) => Self::Rules(Box::new(robot)),
                Err(_) => Self::Silent,
            },
            400..=499 => Self::Silent,
            _ => Self::Unreachable,
        }
    }

    /// Whether that address may be asked for.
    pub(super) fn allow(&self, url: &str) -> bool {
        match self {
            Self::Silent => true,
            Self::Rules(robot) => robot.allowed(url),
            Self::Unreachable => false,
        }
    }

    /// How long to wait between two pages, where the host says so; never longer than ten seconds.
    pub(super) fn delay(&self) -> Option<Duration> {
        let Self::Rules(robot) = self else { return None };
        robot
            .delay
            .filter(|delay| delay.is_finite() && *delay > 0.0)
            .map(|delay| Duration::from_secs_f32(delay.min(10.0)))
    }
}

/// The name by which a host may address us.
const NAME: &str = "vidne";

/// Bytes that are read, the least that RFC 9309 section 2.5 asks for.
const MOST: usize = 500 << 10;

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn a_disallowed_path_is_left_alone_and_a_missing_file_forbids_nothing() {
        let robots = Robots::read(200, "User-agent: *\nDisallow: /intern/\nCrawl-delay: 2\n");
        assert!(!robots.allow("https://www.example.se/intern/a"));
        assert!(robots.allow("https://www.example.se/a"));
        assert_eq!(robots.delay().unwrap().as_secs(), 2);
        assert!(Robots::read(404, "Disallow: /").allow("https://www.example.se/a"));
    }

    #[test]
    fn a_host_that_cannot_say_is_not_asked_for_more() {
        assert!(!Robots::read(503, "").allow("https://www.example.se/a"));
    }

    #[test]
    fn rules_for_us_by_name_go_before_rules_for_all() {
        let robots = Robots::read(200, "User-agent: *\nDisallow:\n\nUser-agent: vidne\nDisallow: /\n");
        assert!(!robots.allow("https://www.example.se/a"));
    }
}
