//! Running a child process to its end, or to the end of our patience, with its output while it comes. tokio does the waiting and does
//! not leave this file: the public functions are plain ones, not to be called from async code.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

use super::Interrupt;
use super::inputs::mark_unrepeatable;

/// How much of the end of a child's standard error is kept, in bytes.
const KEPT_STDERR: usize = 256 * 1024;

/// How long the output of a child that has ended is waited for: a daemon that it started may hold the pipes open for ever.
const OUTPUT_AFTER_END: Duration = Duration::from_secs(2);

/// A child process to run.
#[derive(Clone, Debug)]
pub(super) struct ChildProcess {
    pub(super) program: OsString,
    pub(super) arguments: Vec<OsString>,
    pub(super) folder: PathBuf,
    pub(super) environment: Vec<(&'static str, OsString)>,
    /// What it reads from its standard input.
    pub(super) input: Vec<u8>,
    /// From start to end; `None` waits as long as it takes.
    pub(super) time_out: Option<Duration>,
    /// The byte that ends a record of the output: `\n` for lines.
    pub(super) separator: u8,
}

/// What is left of a child process that ended by itself.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Whether it ended with exit code 0.
    pub success: bool,
    /// The end of what it wrote to standard error; what is not UTF-8 is replaced.
    pub stderr: String,
}

/// Why a child process did not run to its end. Whatever it had started is dead by then.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum RunError {
    /// There is no such program.
    #[error("`{program}` was not found")]
    NotFound {
        /// Its name or path.
        program: String,
    },
    /// It could not be started, or its output not be read.
    #[error("could not run `{program}`: {source}")]
    Io {
        /// Its name or path.
        program: String,
        /// What the system says.
        source: io::Error,
    },
    /// It took too long.
    #[error("`{program}` was stopped: it took longer than {} seconds", time_out.as_secs_f32())]
    TimedOut {
        /// Its name or path.
        program: String,
        /// How long it was given.
        time_out: Duration,
    },
    /// The run was asked to stop.
    #[error("`{program}` was stopped: the run was interrupted")]
    Interrupted {
        /// Its name or path.
        program: String,
    },
}

impl ChildProcess {
    /// Runs it; `on_record` gets each record of its standard output without the separator.
    pub(super) fn run(&self, interrupt: &Interrupt, on_record: &mut dyn FnMut(&[u8])) -> Result<Finished, RunError> {
        // What a program answers is not put down.
        mark_unrepeatable();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| self.error(error))?;
        runtime.block_on(self.run_async(interrupt, on_record))
    }

    async fn run_async(&self, interrupt: &Interrupt, on_record: &mut dyn FnMut(&[u8])) -> Result<Finished, RunError> {
        let mut group = Group(self.command().spawn().map_err(|error| self.error(error))?);
        let time_out = self.time_out;
        let patience = async {
            match time_out {
                Some(time_out) => tokio::time::sleep(time_out).await,
                None => std::future::pending().await,
            }
        };
        let mut stderr = Vec::new();
        let ended = tokio::select! {
            biased;
            () = interrupt.asked() => Err(RunError::Interrupted { program: self.name() }),
            () = patience => Err(RunError::TimedOut { program: self.name(), time_out: time_out.unwrap_or_default() }),
            finished = follow(&mut group.0, &self.input, self.separator, on_record, &mut stderr) => finished.map_err(|error| self.error(error)),
        };
        if ended.is_err() {
            group.end().await;
        }
        let status = ended?;
        Ok(Finished { success: status.success(), stderr: String::from_utf8_lossy(&stderr).into_owned() })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(&self.folder).envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        // A group of its own: the terminal's Ctrl-C reaches us alone, and we can end the child with everything that it started.
        #[cfg(unix)]
        command.process_group(0);
        command
    }

    fn name(&self) -> String {
        self.program.to_string_lossy().into_owned()
    }

    fn error(&self, source: io::Error) -> RunError {
        // A missing folder has the same error kind as a missing program.
        // cargo-unblock: allow(std-path) -- the run has failed, and nothing else waits on this thread
        if source.kind() == io::ErrorKind::NotFound && self.folder.is_dir() {
            return RunError::NotFound { program: self.name() };
        }
        RunError::Io { program: self.name(), source }
    }
}

/// Gives the child its input and reads both outputs until it has ended; `tail` gets the end of its standard error.
async fn follow(
    child: &mut Child,
    input: &[u8],
    separator: u8,
    on_record: &mut dyn FnMut(&[u8]),
    tail: &mut Vec<u8>,
) -> io::Result<ExitStatus> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let output = async { tokio::try_join!(give(stdin, input), records(stdout, separator, on_record), keep_tail(stderr, tail)) };
    tokio::pin!(output);
    tokio::select! {
        done = &mut output => {
            done?;
            child.wait().await
        }
        status = child.wait() => {
            let status = status?;
            if let Ok(done) = tokio::time::timeout(OUTPUT_AFTER_END, &mut output).await {
                done?;
            }
            Ok(status)
        }
    }
}

async fn give(stdin: Option<ChildStdin>, input: &[u8]) -> io::Result<()> {
    let Some(mut stdin) = stdin else { return Ok(()) };
    match stdin.write_all(input).await {
        // A child need not read all of it.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

async fn records(stdout: Option<impl AsyncRead + Unpin>, separator: u8, on_record: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    let Some(stdout) = stdout else { return Ok(()) };
    let mut reader = BufReader::new(stdout);
    let mut record = Vec::new();
    while reader.read_until(separator, &mut record).await? > 0 {
        on_record(record.strip_suffix(&[separator]).unwrap_or(&record));
        record.clear();
    }
    Ok(())
}

async fn keep_tail(stderr: Option<impl AsyncRead + Unpin>, tail: &mut Vec<u8>) -> io::Result<()> {
    let Some(mut stderr) = stderr else { return Ok(()) };
    while stderr.read_buf(tail).await? > 0 {
        let excess = tail.len().saturating_sub(KEPT_STDERR);
        tail.drain(..excess);
    }
    Ok(())
}

/// A child and everything that it started.
struct Group(Child);

impl Group {
    /// Ends them all, at once: cargo and rustc do no more on Ctrl-C either, and no process outlives the run.
    async fn end(&mut self) {
        self.kill();
        let _ = self.0.wait().await;
    }

    fn kill(&mut self) {
        // The id is there as long as the child has not been waited for, and so long no other group can have it.
        #[cfg(unix)]
        if let Some(id) = self.0.id().and_then(|id| rustix::process::Pid::from_raw(id.cast_signed())) {
            let _ = rustix::process::kill_process_group(id, rustix::process::Signal::KILL);
        }
        let _ = self.0.start_kill();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> ChildProcess {
        ChildProcess {
            program: "sh".into(),
            arguments: vec!["-c".into(), script.into()],
            folder: std::env::temp_dir(),
            environment: Vec::new(),
            input: Vec::new(),
            time_out: Some(Duration::from_mins(1)),
            separator: b'\n',
        }
    }

    fn run(child: &ChildProcess) -> (Result<Finished, RunError>, Vec<String>) {
        let mut records = Vec::new();
        let result = child.run(&Interrupt::default(), &mut |record| records.push(String::from_utf8_lossy(record).into_owned()));
        (result, records)
    }

    #[test]
    fn output_comes_in_records_and_failure_is_not_an_error() {
        let (result, records) = run(&shell("printf 'a\\nb\\n\\nc'; echo why >&2; exit 3"));
        let finished = result.unwrap();
        assert_eq!(records, ["a", "b", "", "c"]);
        assert_eq!((finished.success, finished.stderr.as_str()), (false, "why\n"));
    }

    #[test]
    fn much_output_on_both_sides_does_not_block() {
        let (result, records) = run(&shell("i=0; while [ $i -lt 20000 ]; do echo line $i; echo error $i >&2; i=$((i+1)); done"));
        let finished = result.unwrap();
        assert_eq!(records.len(), 20000);
        assert!(finished.stderr.len() <= KEPT_STDERR && finished.stderr.ends_with("error 19999\n"));
    }

    #[test]
    fn input_is_read_as_far_as_the_child_likes() {
        let input = b"a line\n".repeat(50_000);
        let (result, records) = run(&ChildProcess { input: input.clone(), ..shell("cat") });
        assert!(result.unwrap().success && records.len() == 50_000);
        let (result, records) = run(&ChildProcess { input, ..shell("head -n 1; exec <&-; echo end") });
        assert!(result.unwrap().success && records == ["a line", "end"]);
    }

    #[test]
    fn a_missing_program_is_named() {
        let child = ChildProcess { program: "no-such-program".into(), ..shell("") };
        assert_eq!(run(&child).0.unwrap_err().to_string(), "`no-such-program` was not found");
    }

    /// A pipe that a grandchild holds open ends only when the grandchild is dead.
    fn ends_with_the_grandchild(time_out: Option<Duration>, interrupt: &Interrupt) -> RunError {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        // Held for reading and writing, so that neither side waits for the other to open it.
        let held = std::fs::OpenOptions::new().read(true).write(true).open(&pipe).unwrap();
        let mut reader = std::fs::File::open(&pipe).unwrap();
        let script = format!("sleep 60 > '{}' & echo started; wait", pipe.display());
        let child = ChildProcess { time_out, ..shell(&script) };
        let started = std::time::Instant::now();
        let result = child.run(interrupt, &mut |_| {
            if time_out.is_none() {
                interrupt.ask();
            }
        });
        drop(held);
        assert_eq!(std::io::Read::read(&mut reader, &mut [0]).unwrap(), 0);
        assert!(started.elapsed() < Duration::from_secs(40), "the grandchild lived to its natural end");
        result.unwrap_err()
    }

    #[test]
    fn a_child_that_takes_too_long_is_ended_with_all_it_started() {
        let error = ends_with_the_grandchild(Some(Duration::from_millis(300)), &Interrupt::default());
        assert!(matches!(error, RunError::TimedOut { .. }), "{error}");
    }

    #[test]
    fn an_interrupt_ends_a_child_with_all_it_started() {
        let error = ends_with_the_grandchild(None, &Interrupt::default());
        assert!(matches!(error, RunError::Interrupted { .. }), "{error}");
    }
}
