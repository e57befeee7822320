//! A run that is killed, at any moment, is undone by the next one: no file is half written, and none is lost.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

use cargo_unblock::apply::{SessionError, is_unfinished, recover};

use super::*;

const FILES: usize = 30;
const ROOT: &str = "CARGO_UNBLOCK_TEST_ROOT";
const PAUSE: &str = "CARGO_UNBLOCK_TEST_PAUSE";
const LISTEN: &str = "CARGO_UNBLOCK_TEST_LISTEN";

fn texts() -> Vec<(String, String)> {
    // Long enough that a write in pieces would show.
    let filler = "// \u{e9} a line of a long file\r\n".repeat(2000);
    (0..FILES).map(|number| (format!("src/file{number:02}.rs"), format!("fn original() {{}}\n{filler}"))).collect()
}

fn rewrites() -> Vec<Rewrite> {
    texts().iter().map(|(path, text)| Rewrite::of(path, text, "original", "rewritten")).collect()
}

/// Not a test of its own: the process that the others kill. It tells every step on its standard output and, after the step that it was
/// given, waits for ever, or for a signal that it listens to.
#[test]
fn process_to_kill() {
    let Some(root) = std::env::var_os(ROOT).map(PathBuf::from) else { return };
    let step_in = |variable| std::env::var(variable).ok().and_then(|step| step.parse::<usize>().ok());
    let (pause, interrupt_at) = (step_in(PAUSE), step_in(LISTEN));
    let interrupt = if interrupt_at.is_some() { Interrupt::of_process() } else { Interrupt::default() };
    let sources: Vec<SourceText> = texts().into_iter().map(|(path, text)| SourceText::new(path, text)).collect();
    let rewrites = rewrites();
    let plan = |lessons: &Lessons| plan(&sources, &rewrites, &lessons.left_out);
    let step = std::cell::Cell::new(0);
    let observe = |event: Event<'_>| {
        if matches!(event, Event::CheckingBefore) {
            return;
        }
        step.set(step.get() + 1);
        let mut stdout = std::io::stdout();
        writeln!(stdout, "\nstep {}", step.get()).unwrap();
        stdout.flush().unwrap();
        while interrupt_at == Some(step.get()) && !interrupt.is_asked() {
            std::thread::yield_now();
        }
        if pause == Some(step.get()) {
            // Ends only with the process: the parent holds the other end and writes nothing.
            let _ = std::io::stdin().read(&mut [0]);
        }
    };
    let compiler = Fake { root: root.clone(), errors: |_| Ok(vec![]) };
    let (session, _) = Session::open(&root).unwrap();
    let task = Task { analysed: &sources, plan: &plan, compiler: &compiler, interrupt: &interrupt, observe: &observe, rounds: 8 };
    let result = apply(&session, &task);
    if result.is_ok() {
        session.keep().unwrap();
    }
    assert_eq!(matches!(result, Err(ApplyError::Interrupted)), interrupt_at.is_some());
}

#[derive(Clone, Copy)]
enum At {
    /// The process waits at the step.
    Rest,
    /// The process runs on while it is killed.
    Speed,
    /// The process waits for a signal, and then goes on.
    Listening,
}

/// Starts the process and returns when it has told the step.
fn run_to(root: &Path, step: usize, at: At) -> (Child, BufReader<ChildStdout>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "kill::process_to_kill", "--nocapture"]).env(ROOT, root);
    match at {
        At::Rest => drop(command.env(PAUSE, step.to_string())),
        At::Listening => drop(command.env(LISTEN, step.to_string())),
        At::Speed => {}
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let told = format!("step {step}\n");
    let mut line = String::new();
    while line != told {
        line.clear();
        assert!(stdout.read_line(&mut line).unwrap() > 0, "the process ended before step {step}");
    }
    (child, stdout)
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// How many files are rewritten; every file is one or the other, whole.
fn rewritten(tree: &Tree) -> usize {
    let rewritten = texts().into_iter().filter(|(path, original)| {
        let text = tree.read(path);
        assert!(text == *original || text == original.replace("original", "rewritten"), "{path} is neither old nor new");
        text != *original
    });
    rewritten.count()
}

fn tree() -> Tree {
    Tree::new(&texts(), rewrites())
}

#[test]
fn a_run_that_is_killed_at_any_step_is_undone_by_the_next() {
    // All are staged at step 30, all written at 60, and at 61 the compiler is asked.
    for step in [1, 15, FILES, FILES + 1, FILES + 15, 2 * FILES, 2 * FILES + 1] {
        let tree = tree();
        let before = tree.bytes();
        let (child, _stdout) = run_to(tree.root(), step, At::Rest);
        kill(child);
        assert_eq!(rewritten(&tree), step.saturating_sub(FILES).min(FILES));
        assert!(is_unfinished(tree.root()));
        let restored = recover(tree.root()).unwrap();
        assert_eq!((restored.restored.len(), restored.kept), (step.saturating_sub(FILES).min(FILES), vec![]));
        assert_eq!(tree.bytes(), before);
    }
}

#[test]
fn a_run_that_is_killed_at_full_speed_is_undone_or_done() {
    for step in [1, 20, FILES, FILES + 2, FILES + 10, FILES + 20, 2 * FILES - 2, 2 * FILES, 2 * FILES + 1] {
        let tree = tree();
        let before = tree.bytes();
        let (child, _stdout) = run_to(tree.root(), step, At::Speed);
        kill(child);
        let count = rewritten(&tree);
        let unfinished = is_unfinished(tree.root());
        recover(tree.root()).unwrap();
        if unfinished {
            assert_eq!(tree.bytes(), before);
        } else {
            assert_eq!((count, tree.bytes().len()), (FILES, FILES));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_stop_restores_everything_itself() {
    for (signal, step) in [("-INT", 3), ("-TERM", FILES + 3), ("-HUP", FILES + 29)] {
        let tree = tree();
        let before = tree.bytes();
        let (mut child, _stdout) = run_to(tree.root(), step, At::Listening);
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert!(child.wait().unwrap().success());
        assert_eq!(tree.bytes(), before);
    }
}

#[test]
fn a_restore_that_is_cut_off_is_taken_up_again() {
    let tree = tree();
    let before = tree.bytes();
    let (child, _stdout) = run_to(tree.root(), 2 * FILES, At::Rest);
    kill(child);
    // As a restore leaves it that was killed after ten files.
    for (path, original) in texts().into_iter().take(10) {
        std::fs::write(tree.root().join(path), original).unwrap();
    }
    assert_eq!(recover(tree.root()).unwrap().restored.len(), FILES - 10);
    assert_eq!(tree.bytes(), before);
}

#[test]
fn two_runs_at_once_are_refused_and_the_lock_of_a_dead_one_is_free() {
    let tree = tree();
    let before = tree.bytes();
    let (child, _stdout) = run_to(tree.root(), FILES + 5, At::Rest);
    assert!(matches!(Session::open(tree.root()), Err(SessionError::Busy { .. })));
    assert!(matches!(recover(tree.root()), Err(SessionError::Busy { .. })));
    assert_eq!(rewritten(&tree), 5);
    kill(child);
    let (session, restored) = Session::open(tree.root()).unwrap();
    assert_eq!(restored.restored.len(), 5);
    assert!(matches!(Session::open(tree.root()), Err(SessionError::Busy { .. })));
    drop(session);
    assert_eq!(tree.bytes(), before);
}

#[test]
fn a_file_that_somebody_changed_after_the_kill_is_left_and_its_original_put_aside() {
    let tree = tree();
    let (child, _stdout) = run_to(tree.root(), 2 * FILES, At::Rest);
    kill(child);
    std::fs::write(tree.root().join("src/file03.rs"), "by an editor").unwrap();
    std::fs::remove_file(tree.root().join("src/file04.rs")).unwrap();
    let restored = recover(tree.root()).unwrap();
    assert_eq!(restored.restored.len(), FILES - 2);
    let kept: Vec<&str> = restored.kept.iter().map(|kept| kept.path.as_str()).collect();
    assert_eq!(kept, ["src/file03.rs", "src/file04.rs"]);
    assert_eq!(tree.read("src/file03.rs"), "by an editor");
    for kept in &restored.kept {
        assert_eq!(std::fs::read_to_string(&kept.copy).unwrap(), texts()[3].1);
    }
    assert_eq!(recover(tree.root()).unwrap(), cargo_unblock::apply::Restored::default());
}

#[test]
fn a_damaged_journal_is_an_error_that_names_it_and_nothing_is_touched() {
    let tree = tree();
    let before = tree.bytes();
    let (child, _stdout) = run_to(tree.root(), FILES + 5, At::Rest);
    kill(child);
    let after_kill = tree.bytes();
    for name in ["journal.json", "3"] {
        let path = tree.root().join(".cargo-unblock/journal").join(name);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let error = recover(tree.root()).unwrap_err();
        let causes = causes(&error);
        assert!(causes.contains(name) && causes.contains("damaged"), "{causes}");
        std::fs::write(&path, whole).unwrap();
        assert_eq!(tree.bytes(), after_kill);
    }
    recover(tree.root()).unwrap();
    assert_eq!(tree.bytes(), before);
}

fn causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
