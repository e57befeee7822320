//! What is said of an audit's facts, in Markdown and HTML alike. Backticks mark code.

use crate::audit::{Audit, Effort, Extent, Impact, Priority, Recommendation, Risk, Share, Way};
use crate::lint::{Context, RootKind};
use crate::report::text::count;
use crate::rules::{Effect, Practice};

/// How the share is computed.
pub(super) const HOW: &str = "Async work is what the code outside of tests waits for: files, processes, time, the network. Counted are \
    waits that are awaited and hold no thread (calls of tokio and its like, listed below), blocking calls that are handed to another \
    thread (`spawn_blocking`, threads, rayon), and blocking calls that run on the executor, each place in the source once, however many \
    async functions reach it. The share that is really async is the first two against all three. Locks and channels are left out, and so \
    are waits inside of dependencies that the analysis does not know, such as database drivers. A function blocks nowhere if neither it \
    nor anything that it calls was found to block on the executor.";

/// `83 % really async: 120 waits are awaited, 14 run on other threads, 27 block the executor`.
pub(super) fn share(share: &Share) -> String {
    let Some(percent) = share.percent() else { return "nothing was found that async code waits for".to_owned() };
    format!(
        "{percent} % really async: {} awaited, {} on other threads, {} on the executor",
        count(number(share.awaited), "wait"),
        count(number(share.offloaded), "blocking call"),
        count(number(share.blocking), "blocking call"),
    )
}

/// `790 of 812 async functions block nowhere (97 %)`.
pub(super) fn functions(share: &Share) -> String {
    match share.clean_percent() {
        Some(percent) => {
            format!("{} of {} async functions block nowhere ({percent} %)", share.clean_functions, share.async_functions)
        }
        None => "there are no async functions".to_owned(),
    }
}

/// What was found, in sentences.
pub(super) fn summary(audit: &Audit) -> Vec<String> {
    let stalled = audit.total.async_functions - audit.total.clean_functions;
    let calls = count(number(audit.total.blocking), "blocking call");
    let mut sentences = vec![match audit.total.blocking {
        0 => "No blocking call was found on the executor.".to_owned(),
        _ => format!(
            "{calls} in {} run on the executor and stall {}.",
            count(audit.files.len(), "file"),
            count(number(stalled), "async function")
        ),
    }];
    let recommendations = &audit.recommendations;
    if !recommendations.is_empty() {
        let of = |priority| recommendations.iter().filter(|recommendation| recommendation.priority == priority).count();
        let (high, medium, low) = (of(Priority::High), of(Priority::Medium), of(Priority::Low));
        let automatic: Vec<_> = recommendations.iter().filter(|recommendation| recommendation.risk == Risk::Low).collect();
        let mended: usize = automatic.iter().map(|recommendation| recommendation.impact.places).sum();
        let places: usize = recommendations.iter().map(|recommendation| recommendation.impact.places).sum();
        sentences.push(format!(
            "{}: {high} of high, {medium} of medium and {low} of low priority. `cargo unblock fix` does {} of them by itself, which mends \
             {mended} of the {places} places where async code calls what blocks.",
            count(recommendations.len(), "recommendation"),
            automatic.len()
        ));
    }
    if audit.extent.suppressed > 0 {
        sentences
            .push(format!("{} suppressed by comments in the code and not counted.", count(number(audit.extent.suppressed), "finding")));
    }
    let Extent { awaits, own_awaits, unknown_awaits, .. } = audit.extent;
    sentences.push(format!(
        "{}: {own_awaits} on functions of the workspace, which are counted by what they wait for in turn, {} on files, processes, time, the \
         network, locks or channels, and {unknown_awaits} on what is not known, most of it in other crates, which the share leaves out.",
        count(number(awaits), "`.await`"),
        awaits - own_awaits - unknown_awaits
    ));
    let unseen: u64 = audit.unseen.unresolved.values().sum();
    if unseen > 0 {
        sentences.push(format!("{} that may block could not be understood, and may hide more.", count(number(unseen), "call")));
    }
    sentences
}

/// What to do, as a title.
pub(super) fn title(recommendation: &Recommendation) -> String {
    let subject = short(&recommendation.subject);
    let calls = count(recommendation.operations.len(), "call");
    match recommendation.way {
        Way::InPlace if recommendation.operations.len() == 1 => format!("replace {calls} in `{}` where it stands", recommendation.subject),
        Way::InPlace => format!("replace {calls} in `{}` where they stand", recommendation.subject),
        Way::MakeAsync => match recommendation.signatures.len().saturating_sub(1) {
            0 => format!("make `{subject}` async"),
            more => format!("make `{subject}` async, with {}", count(more, "more function")),
        },
        Way::SpawnBlocking if recommendation.through.is_empty() => match recommendation.operations.as_slice() {
            [(api, _), others @ ..] if others.iter().all(|(other, _)| other == api) => {
                format!("hand {calls} of `{}` in `{}` to the blocking pool", short(api), recommendation.subject)
            }
            _ => format!("hand {calls} in `{}` to the blocking pool", recommendation.subject),
        },
        Way::SpawnBlocking => format!("hand the calls of `{subject}` to the blocking pool"),
        Way::BlockInPlace => {
            format!("wrap {} in `{subject}` in `block_in_place`", count(recommendation.impact.places, "call"))
        }
        Way::ByHand if recommendation.through.is_empty() => format!("mend {calls} in `{}` by hand", recommendation.subject),
        Way::ByHand => format!("mend `{subject}` by hand"),
    }
}

/// What it is good for.
pub(super) fn effect(recommendation: &Recommendation) -> String {
    let (all, own) = (recommendation.operations.len(), recommendation.operations_of_its_own);
    let calls = count(all, "blocking call");
    let what = match own {
        1 if all == 1 => format!("{calls} leaves the executor"),
        own if own == all => format!("{calls} leave the executor"),
        0 if all == 1 => format!("{calls} runs there less often; it leaves the executor with the recommendations for its other callers"),
        0 => format!("{calls} run there less often; they leave the executor with the recommendations for their other callers"),
        own => format!("{own} of {calls} {} the executor; the others have more callers, and run there less often", leave(own)),
    };
    format!("{what}; {}", impact(&recommendation.impact))
}

fn leave(number: usize) -> &'static str {
    if number == 1 { "leaves" } else { "leave" }
}

/// `reached from 5 places (2 in loops) in 4 async functions: 1 handler, 3 others`.
pub(super) fn impact(impact: &Impact) -> String {
    let loops = match impact.places_in_loops {
        0 => String::new(),
        number => format!(" ({number} in a loop)"),
    };
    let functions = impact.functions();
    let kinds: Vec<String> =
        impact.roots.iter().filter(|(kind, _)| **kind != RootKind::Other).map(|(kind, number)| root(*kind, *number)).collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(", of which {}", kinds.join(" and ")) };
    format!("reached from {}{loops} in {}{kinds}", count(impact.places, "place"), count(functions, "async function"))
}

fn root(kind: RootKind, number: usize) -> String {
    match kind {
        RootKind::Startup => format!("{number} at start-up"),
        RootKind::Task => count(number, "spawned task"),
        RootKind::Handler => count(number, "request handler"),
        RootKind::Other => count(number, "other"),
    }
}

/// What it takes.
pub(super) fn effort(recommendation: &Recommendation) -> String {
    let Effort { functions, callers, files, added, removed } = recommendation.effort;
    let size = size(recommendation);
    if recommendation.way == Way::ByHand {
        return match functions {
            0 => format!("{size}: {}", count(files, "file")),
            _ => format!(
                "{size}: {} on the way, called from {} in async code; {}",
                count(functions, "function"),
                count(callers, "place"),
                count(files, "file")
            ),
        };
    }
    let signatures = match functions {
        0 => "no signature changes".to_owned(),
        1 => format!("1 signature changes, with {}", count(callers, "call")),
        more => format!("{more} signatures change, with {}", count(callers, "call")),
    };
    format!("{size}: {signatures}; {}, +{added} −{removed} lines", count(files, "file"))
}

/// How much work it is to make and to review a change, by the signatures and calls that change with it.
pub(super) fn size(recommendation: &Recommendation) -> &'static str {
    match recommendation.effort.functions + recommendation.effort.callers {
        0 => "small",
        1..=8 => "medium",
        _ => "large",
    }
}

/// What may go wrong.
pub(super) fn risk(recommendation: &Recommendation) -> String {
    match &recommendation.risk {
        Risk::Low => "low: `cargo unblock fix` makes the change, and takes it back if it does not compile".to_owned(),
        Risk::Raised(reason) => format!("raised, `cargo unblock fix --unsafe` makes the change: {reason}"),
        Risk::ByHand(_) => "to be judged by whoever mends it: `cargo unblock fix` has no change to try".to_owned(),
    }
}

pub(super) fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::High => "high",
        Priority::Medium => "medium",
        Priority::Low => "low",
    }
}

/// What a priority means.
pub(super) const PRIORITIES: &str = "High: it surely waits for a process, the network, a clock or another task, or reads or writes in a loop \
    or for a request. Medium: it surely reads or writes in other async code, or asks about paths in a loop or for a request. Low: it is \
    likely and not certain, happens once at start-up, or is a single question about a path. Among these comes first what stalls most: by \
    what is waited for, in loops or not, in how many places, and whether requests, tasks or start-up wait.";

pub(super) fn context(context: Context) -> &'static str {
    match context {
        Context::Async => "in async code",
        Context::Closure => "in a closure of async code",
        Context::Reached => "in a function that async code calls",
        Context::Zone => "in a zone that has to be async",
        Context::Offloaded => "on another thread",
        Context::Sync => "in sync code",
    }
}

/// The heading of a kind of practice.
pub(super) fn practice(practice: Practice) -> &'static str {
    match practice {
        Practice::Wait(Effect::Fs | Effect::Path) => "async files",
        Practice::Wait(Effect::Io) => "async reading and writing",
        Practice::Wait(Effect::Process) => "async processes",
        Practice::Wait(Effect::Sleep) => "async sleeping",
        Practice::Wait(Effect::Net) => "async network",
        Practice::Wait(Effect::BlockOn | Effect::Dependency) => "other async waits",
        Practice::Offload => "blocking work on other threads",
        Practice::TimeOut => "time-outs",
        Practice::Cancellation => "cancellation",
        Practice::Concurrency => "concurrent waits",
    }
}

/// What a reason in the counts of unresolved calls means.
pub(super) fn reason(word: &str) -> &str {
    match word {
        "name" => "a name that is declared nowhere that the analysis sees",
        "receiver-type" => "a method of a value whose type is not known",
        "external-type" => "a method of a type of a crate that was not read",
        "method" => "a method that the type is not known to have",
        "computed" => "the value of an expression is called",
        "macro" => "a macro that could not be expanded",
        other => other,
    }
}

/// Why the body of a dependency was not read.
pub(super) fn unread(word: &str) -> &str {
    match word {
        "not-on-this-machine" => "cargo has not fetched them to this machine",
        "too-large" => "too large",
        "too-many" => "more than are read in one run",
        "failed" => "they could not be read",
        other => other,
    }
}

/// The end of a path, as people name a function; a path of a file stays as it is.
pub(super) fn short(subject: &str) -> String {
    if subject.contains("::") { crate::base::DefPath::new(subject).short().to_owned() } else { subject.to_owned() }
}

pub(super) fn number(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
