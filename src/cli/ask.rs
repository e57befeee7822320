//! `cargo unblock fix --interactive`: one question for each fix.

use std::collections::BTreeSet;

use super::{Failure, Session, Stream};
use crate::report::fix::{Planned, render_planned};

/// What somebody says to a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    /// Yes to this and all that follow.
    All,
    /// No to this and all that follow.
    Done,
    /// No to all, those before too.
    Quit,
}

const QUESTION: &str = "apply? y yes, n no, a all that follow, d none that follow, q nothing at all: ";

/// The titles of the fixes that somebody says yes to.
pub(super) fn accepted(planned: &[Planned], session: &mut Session<'_>) -> Result<BTreeSet<String>, Failure> {
    let mut accepted = BTreeSet::new();
    for (at, fix) in planned.iter().enumerate() {
        writeln!(session.out, "[{} of {}]", at + 1, planned.len())?;
        render_planned(fix, session.look(Stream::Out), session.out)?;
        match ask(session)? {
            Answer::Yes => drop(accepted.insert(fix.title.clone())),
            Answer::No => {}
            Answer::All => {
                accepted.extend(planned[at..].iter().map(|fix| fix.title.clone()));
                break;
            }
            Answer::Done => break,
            Answer::Quit => return Ok(BTreeSet::new()),
        }
    }
    Ok(accepted)
}

/// Asks until there is an answer; when nobody is there any more, it is the one that changes nothing.
fn ask(session: &mut Session<'_>) -> Result<Answer, Failure> {
    loop {
        write!(session.out, "{QUESTION}")?;
        session.out.flush()?;
        let Some(line) = session.pipeline.next_line()? else { return Ok(Answer::Quit) };
        match line.trim() {
            "y" | "yes" => return Ok(Answer::Yes),
            "n" | "no" => return Ok(Answer::No),
            "a" => return Ok(Answer::All),
            "d" => return Ok(Answer::Done),
            "q" => return Ok(Answer::Quit),
            _ => {}
        }
    }
}
