//! Other programs as children: the operator's tools, and ourselves as a worker.
//!
//! A child has a session of its own and no terminal, a deadline, a limit of memory and a limit of output. It never gets a
//! secret on its command line or in its environment, and never outlives the look.

use std::{
    io::{self, Read, Write},
    os::unix::process::ExitStatusExt,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::{ask::Worker, progress::Watch};

/// Exit code of a launcher that could not start its tool.
pub(crate) const NOT_STARTED: i32 = 127;

/// What is to be run.
#[derive(Debug)]
pub(crate) struct Task<'a> {
    /// How we start ourselves.
    pub(crate) worker: &'a Worker,
    /// The tool and its arguments; without any, our own worker.
    pub(crate) tool: Option<(&'a str, Vec<String>)>,
    /// The tool's whole environment, beside a few variables that say where things are.
    pub(crate) environment: Vec<(String, String)>,
    /// What it reads on its standard input.
    pub(crate) input: Vec<u8>,
    /// Bytes of address space.
    pub(crate) memory: u64,
    /// Bytes of output.
    pub(crate) output: u64,
    /// How long it may take.
    pub(crate) allowed: Duration,
}

/// What a child said until its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: ExitStatus,
    pub(crate) output: Vec<u8>,
    pub(crate) errors: String,
}

/// A child did not come to its end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{0} is not installed, or not to be found in PATH")]
    NotInstalled(String),
    #[error("{0} could not be started: {1}")]
    NotStarted(String, io::Error),
    #[error("{0} gave no answer within {1} s and was ended")]
    Hung(String, u64),
    #[error("{0} printed more than {1} bytes and was ended")]
    TooMuch(String, u64),
    #[error("{0} was ended, since the look was interrupted")]
    Stopped(String),
}

impl Answer {
    /// What it complained of, for people: where it fell over its own feet, the line that says over what.
    pub(crate) fn complaint(&self) -> String {
        let text = if self.errors.trim().is_empty() {
            String::from_utf8_lossy(&self.output).into_owned()
        } else {
            self.errors.clone()
        };
        let shown = raised(&text).unwrap_or_else(|| {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let lines: Vec<&str> = lines.filter(|line| !is_of_the_machine(line)).collect();
            let shown = if lines.len() > 6 { &lines[lines.len() - 3..] } else { &lines[..] };
            shown.join("; ")
        });
        shown.chars().filter(|c| !c.is_control()).take(500).collect()
    }

    /// How it ended, in words.
    pub(crate) fn ending(&self) -> String {
        match (self.status.code(), self.status.signal()) {
            (Some(code), _) => format!("ended with code {code}"),
            (None, Some(signal)) => format!("was ended by signal {signal}"),
            (None, None) => "ended in an unknown way".into(),
        }
    }
}

/// What the last Python traceback in a text ends with. `Remote: ` stands before each line that borg tells from elsewhere.
fn raised(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(|line| line.strip_prefix("Remote: ").unwrap_or(line)).collect();
    let begins = lines.iter().rposition(|line| line.trim_end() == "Traceback (most recent call last):")?;
    let mut behind = lines[begins + 1..].iter();
    let raised = behind.find(|line| !line.trim().is_empty() && !line.starts_with([' ', '\t']))?;
    Some(raised.trim().to_owned())
}

/// What borg tells of itself and the machine when it fails.
fn is_of_the_machine(line: &str) -> bool {
    const OPENINGS: [&str; 6] =
        ["Platform: ", "Linux: ", "Borg: ", "PID: ", "sys.argv: ", "SSH_ORIGINAL_COMMAND: "];
    let line = line.strip_prefix("Remote: ").unwrap_or(line);
    OPENINGS.iter().any(|opening| line.starts_with(opening))
}

/// Runs a child to its end; `line` is given every whole line of its output as soon as it is there.
pub(crate) fn run(task: Task<'_>, watch: &Watch<'_>, line: &mut dyn FnMut(&[u8])) -> Result<Answer, Failure> {
    let name = task.tool.as_ref().map_or("the worker", |(tool, _)| tool).to_owned();
    let mut child = start(&task).map_err(|error| Failure::NotStarted(name.clone(), error))?;
    let (send, receive) = channel();
    feed(&mut child, task.input, &send);
    let ended =
        attend(&mut child, &receive, &Bounds { allowed: task.allowed, output: task.output }, watch, line);
    // The group goes in any case: a tool may leave others behind.
    end(&mut child);
    match ended {
        Ok(answer) if answer.status.code() == Some(NOT_STARTED) && answer.errors.contains("cannot start") => {
            Err(Failure::NotInstalled(name))
        }
        Ok(answer) => Ok(answer),
        Err(Why::Hung) => Err(Failure::Hung(name, task.allowed.as_secs())),
        Err(Why::TooMuch) => Err(Failure::TooMuch(name, task.output)),
        Err(Why::Stopped) => Err(Failure::Stopped(name)),
    }
}

fn start(task: &Task<'_>) -> io::Result<Child> {
    const PASSED_ON: [&str; 7] = ["PATH", "HOME", "USER", "LOGNAME", "SSH_AUTH_SOCK", "TMPDIR", "TZ"];
    let mut command = Command::new(&task.worker.program);
    command.args(&task.worker.arguments);
    match &task.tool {
        Some((tool, arguments)) => {
            command.arg("launch").arg(task.memory.to_string()).arg(tool).args(arguments);
            command.env_clear();
            command.envs(PASSED_ON.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
            command.env("LC_ALL", "C.UTF-8").envs(task.environment.iter().map(|(name, value)| (name, value)));
        }
        None => {
            command.arg("serve").arg(task.memory.to_string());
        }
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
}

enum Heard {
    Output(Vec<u8>),
    Errors(Vec<u8>),
    Closed,
}

fn feed(child: &mut Child, input: Vec<u8>, send: &Sender<Heard>) {
    if let Some(mut stdin) = child.stdin.take() {
        // A child that does not listen must not hold us up; whether it did shows in its answer.
        thread::spawn(move || drop(stdin.write_all(&input)));
    }
    if let Some(output) = child.stdout.take() {
        listen(output, send.clone(), Heard::Output);
    }
    if let Some(errors) = child.stderr.take() {
        listen(errors, send.clone(), Heard::Errors);
    }
}

fn listen(mut pipe: impl Read + Send + 'static, send: Sender<Heard>, kind: fn(Vec<u8>) -> Heard) {
    thread::spawn(move || {
        let mut buffer = vec![0; 64 << 10];
        while let Ok(read) = pipe.read(&mut buffer)
            && read > 0
        {
            if send.send(kind(buffer[..read].to_vec())).is_err() {
                return;
            }
        }
        // Nobody listens any more if this fails.
        drop(send.send(Heard::Closed));
    });
}

struct Bounds {
    allowed: Duration,
    output: u64,
}

enum Why {
    Hung,
    TooMuch,
    Stopped,
}

fn attend(
    child: &mut Child,
    receive: &Receiver<Heard>,
    bounds: &Bounds,
    watch: &Watch<'_>,
    line: &mut dyn FnMut(&[u8]),
) -> Result<Answer, Why> {
    const ERRORS: usize = 64 << 10;
    let began = Instant::now();
    let (mut output, mut errors, mut open, mut heard, mut told) = (Vec::new(), Vec::new(), 2, 0, 0);
    while open > 0 {
        if began.elapsed() >= bounds.allowed {
            return Err(Why::Hung);
        }
        if watch.cut().is_some() {
            return Err(Why::Stopped);
        }
        match receive.recv_timeout(Duration::from_millis(50)) {
            Ok(Heard::Output(bytes)) => {
                heard += bytes.len() as u64;
                output.extend(bytes);
                while let Some(end) = output[told..].iter().position(|byte| *byte == b'\n') {
                    line(&output[told..told + end]);
                    told += end + 1;
                }
                if told > 1 << 20 {
                    output.drain(..told);
                    told = 0;
                }
            }
            Ok(Heard::Errors(bytes)) => {
                heard += bytes.len() as u64;
                errors.extend(&bytes[..bytes.len().min(ERRORS.saturating_sub(errors.len()))]);
            }
            Ok(Heard::Closed) => open -= 1,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if heard > bounds.output {
            return Err(Why::TooMuch);
        }
    }
    let status = wait(child, began, bounds.allowed)?;
    if told < output.len() {
        line(&output[told..]);
    }
    Ok(Answer { status, output, errors: String::from_utf8_lossy(&errors).into_owned() })
}

/// A child that has closed its output may still hang.
fn wait(child: &mut Child, began: Instant, allowed: Duration) -> Result<ExitStatus, Why> {
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Ok(status);
        }
        if began.elapsed() >= allowed {
            return Err(Why::Hung);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn end(child: &mut Child) {
    // The launcher makes itself the leader of a session, so the group bears its number; both may be gone already.
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
    drop(child.kill());
    drop(child.wait());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(errors: &str) -> String {
        let status = ExitStatus::from_raw(2 << 8);
        Answer { status, output: Vec::new(), errors: errors.to_owned() }.complaint()
    }

    #[test]
    fn of_a_traceback_the_line_is_told_that_says_what_went_wrong() {
        let text = "Local Exception\nTraceback (most recent call last):\n  File \"archiver.py\", line 5089, in main\n    \
                    exit_code = archiver.run(args)\nPermissionError: [Errno 13] Permission denied: '/srv/data/0/3'\n\n\
                    Platform: Linux app-1 6.1\nBorg: 1.2.4  Python: CPython 3.11.2\nPID: 77  CWD: /\n\
                    sys.argv: ['borg', 'list']\nSSH_ORIGINAL_COMMAND: None\n";
        let told = "PermissionError: [Errno 13] Permission denied: '/srv/data/0/3'";
        assert_eq!(complaint(text), told);
        let remote: String = text.lines().map(|line| format!("Remote: {line}\n")).collect();
        assert_eq!(complaint(&remote), told);
        let chained = format!("{text}\nTraceback (most recent call last):\n  File \"x\"\nValueError: two\n");
        assert_eq!(complaint(&chained), "ValueError: two");
    }

    #[test]
    fn without_a_traceback_the_machine_is_left_out() {
        assert_eq!(complaint("Repository /x does not exist.\n"), "Repository /x does not exist.");
        let text = "one\ntwo\nwhat went wrong\nPlatform: a\nLinux: b\nBorg: c\nPID: d\nsys.argv: e\n";
        assert_eq!(complaint(text), "one; two; what went wrong");
    }
}
