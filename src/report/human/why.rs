//! What there is to say about one function, for people: three questions with their answers.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::diagnostic::{Block, Severity};
use crate::base::{FileId, Span};
use crate::flow::{
    AsyncRoot, Blocking, ChainHop, Confidence, Conversion, Execution, FunctionPlace, Hindrance, HindranceKind, LineItem, RootKind,
};
use crate::report::places::Places;
use crate::report::snippet::Mark;
use crate::report::text::{count, printable, wrap, wrap_indented};
use crate::report::{Explanation, Look};

/// How many async functions are shown with their chains.
const MOST_ROOTS: usize = 3;
/// How many places of a list are shown.
const MOST_PLACES: usize = 6;
/// How many places of one kind of hindrance are shown.
const MOST_OF_A_KIND: usize = 3;

/// Writes the answer. `out` gets lines of at most `look.width` columns, but for a path that is longer.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(explanation: &Explanation, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let answer = &explanation.answer;
    let Some(function) = &answer.function else { return Ok(()) };
    let mut page = Page { places: Places::new(&explanation.files), look, name: function.path.short(), out };
    writeln!(page.out, "{}", look.bold(printable(function.path.as_str())))?;
    let place = page.place(function.file, function.span);
    page.line("", &place)?;
    page.on_line(&answer.on_line)?;
    page.blocking(&answer.blocking, function, answer.is_async)?;
    page.execution(&answer.execution, answer.is_async)?;
    match &answer.conversion {
        Some(conversion) => page.conversion(conversion, &answer.blocking),
        None => Ok(()),
    }
}

struct Page<'p> {
    places: Places<'p>,
    look: Look,
    /// The end of the function's path.
    name: &'p str,
    out: &'p mut dyn Write,
}

impl Page<'_> {
    fn place(&self, file: FileId, span: Span) -> String {
        let file = self.places.file(file);
        format!("{}:{}", printable(file.source.path()), file.line(file.clamp(span).start()))
    }

    fn hop_place(&self, hop: &ChainHop) -> String {
        self.place(hop.home.file, hop.span)
    }

    /// A line; what does not fit goes on below, a little further in.
    fn line(&mut self, indent: &str, text: &str) -> io::Result<()> {
        let further = format!("{indent}  ");
        let lines = wrap(&printable(text), self.look.width.saturating_sub(further.len()));
        lines.iter().enumerate().try_for_each(|(at, line)| writeln!(self.out, "{}{line}", if at == 0 { indent } else { &further }))
    }

    /// A question with the first words of its answer.
    fn question(&mut self, question: &str, answer: &str) -> io::Result<()> {
        writeln!(self.out)?;
        let text = wrap_indented(&printable(&format!("{question} {answer}")), "", self.look.width);
        match text.strip_prefix(question) {
            Some(rest) => write!(self.out, "{}{rest}", self.look.bold(question)),
            None => write!(self.out, "{text}"),
        }
    }

    /// The first `most` of a list, each made a line, and how many more there are.
    fn list<T>(&mut self, indent: &str, most: usize, items: &[T], line: impl Fn(&Self, &T) -> String) -> io::Result<()> {
        // One that is left out takes as much room as saying so.
        let shown = if items.len() == most + 1 { items.len() } else { most };
        for item in items.iter().take(shown) {
            let line = line(self, item);
            self.line(indent, &line)?;
        }
        if items.len() > shown {
            let more = format!("{indent}and {} more", items.len() - shown);
            writeln!(self.out, "{}", self.look.dim(more))?;
        }
        Ok(())
    }

    fn on_line(&mut self, items: &[LineItem]) -> io::Result<()> {
        for item in items {
            let text = match (&item.rule, item.blocks) {
                (Some(rule), _) => format!("on that line: `{}` blocks ({rule})", item.callee),
                (None, true) => format!("on that line: `{}` leads to something that blocks", item.callee),
                (None, false) => format!("on that line: `{}` leads to nothing that is known to block", item.callee),
            };
            self.line("", &text)?;
        }
        Ok(())
    }

    fn blocking(&mut self, blocking: &Blocking, function: &FunctionPlace, is_async: bool) -> io::Result<()> {
        const QUESTION: &str = "Does it block?";
        let unresolved: u64 = blocking.unresolved.values().sum();
        let unresolved = usize::try_from(unresolved).unwrap_or(usize::MAX);
        let Some(nearest) = &blocking.nearest else {
            if unresolved == 0 {
                return self.question(QUESTION, "No: nothing in it, and nothing that it calls, is known to block.");
            }
            let reasons = sums(&blocking.unresolved);
            let calls = count(unresolved, "call");
            return self.question(
                QUESTION,
                &format!("Not known: {calls} in it, or in what it calls, could not be resolved and may block ({reasons})."),
            );
        };
        let total = usize::try_from(blocking.by_rule.values().sum::<u64>()).unwrap_or(usize::MAX);
        let likely = if nearest.confidence == Confidence::Likely { "Likely" } else { "Yes" };
        let reaches = format!("it reaches {} ({})", count(total, "operation"), sums(&blocking.by_rule));
        let answer = match (is_async, blocking.is_in_future) {
            (false, true) => format!("Not by itself: it makes a future that blocks when it is polled; {reaches}."),
            (true, _) => format!("{likely}, when it is polled: {reaches}."),
            _ => format!("{likely}: {reaches}."),
        };
        self.question(QUESTION, &answer)?;
        let calls = nearest.chain.len() - 1;
        let away = if calls == 0 { "in the function itself".to_owned() } else { format!("{} away", count(calls, "call")) };
        let reaches = nearest.reaches.as_ref().map(|reaches| format!(", which reaches `{reaches}`")).unwrap_or_default();
        let message = format!("the nearest is `{}`{reaches}, {away}", nearest.api);
        let text = Block { code: None, severity: Severity::Warning, message, help: None, marks: marks(function, &nearest.chain) };
        write!(self.out, "\n{}", text.draw(&self.places, self.look))
    }

    fn execution(&mut self, execution: &Execution, is_async: bool) -> io::Result<()> {
        const QUESTION: &str = "Does it run on an executor?";
        if is_async {
            let kind = match execution.roots.first().map(|root| root.kind) {
                Some(RootKind::Startup) => " that the program starts with",
                Some(RootKind::Task) => " that is spawned as a task",
                Some(RootKind::Handler) => " that answers requests",
                _ => "",
            };
            return self.question(QUESTION, &format!("Yes: it is an async function{kind}."));
        }
        let roots = &execution.roots;
        let answer = match (roots.as_slice(), execution.offloaded.len(), execution.initialisers.len()) {
            ([], 0, 0) => "No: no async code is known to lead to it.".to_owned(),
            ([], 0, _) => "Perhaps once: something that is initialised at its first use leads to it.".to_owned(),
            ([], ..) => "No: it is handed to threads that may block.".to_owned(),
            ([root], ..) => format!("{}, from one async function.", sureness(root)),
            ([root, ..], ..) => format!("{}, from {} async functions{}.", sureness(root), roots.len(), kinds(roots)),
        };
        self.question(QUESTION, &answer)?;
        for root in roots.iter().take(MOST_ROOTS) {
            self.root(root)?;
        }
        if roots.len() > MOST_ROOTS {
            let more = format!("  and {} more", roots.len() - MOST_ROOTS);
            writeln!(self.out, "{}", self.look.dim(more))?;
        }
        if !execution.offloaded.is_empty() {
            let times = count(execution.offloaded.len(), "place");
            self.line("  ", &format!("handed to threads that may block, in {times}:"))?;
            self.list("    ", MOST_OF_A_KIND, &execution.offloaded, |page, hop| {
                format!("{} in `{}`", page.hop_place(hop), hop.home.path.short())
            })?;
        }
        if !execution.initialisers.is_empty() {
            self.line("  ", "run once, at the first use of a value:")?;
            self.list("    ", MOST_OF_A_KIND, &execution.initialisers, |page, hop| {
                format!("{} in `{}`", page.hop_place(hop), hop.home.path.short())
            })?;
        }
        if execution.test_roots > 0 {
            let tests = count(usize::try_from(execution.test_roots).unwrap_or(usize::MAX), "async function");
            self.line("  ", &format!("test code leads to it from {tests}"))?;
        }
        Ok(())
    }

    fn root(&mut self, root: &AsyncRoot) -> io::Result<()> {
        let Some(first) = root.chain.first() else { return Ok(()) };
        let kind = match root.kind {
            RootKind::Startup => "startup",
            RootKind::Task => "task",
            RootKind::Handler => "handler",
            RootKind::Other => "async",
        };
        let likely = if root.confidence == Confidence::Likely { ", likely" } else { "" };
        let path = printable(first.home.path.as_str()).into_owned();
        writeln!(self.out, "  {} {path}{likely}", self.look.cyan(kind))?;
        for (at, hop) in root.chain.iter().enumerate() {
            let callee = root.chain.get(at + 1).map_or(self.name, |next| next.home.path.short());
            let text = format!("{} calls `{callee}`", self.hop_place(hop));
            self.line("    ", &text)?;
        }
        Ok(())
    }

    fn conversion(&mut self, conversion: &Conversion, blocking: &Blocking) -> io::Result<()> {
        let Conversion { functions, awaits, hindrances } = conversion;
        let question = "What would making it async touch?";
        let needless = if blocking.nearest.is_none() { " Nothing is known that it would be for." } else { "" };
        let parts = [
            count(functions.len(), "function"),
            count(awaits.len(), "call"),
            if hindrances.is_empty() {
                "nothing in the way".to_owned()
            } else {
                format!("{} in the way", count(hindrances.len(), "place"))
            },
        ];
        self.question(question, &format!("{}.{needless}", parts.join(", ")))?;
        self.line("  ", "to become async:")?;
        self.list("    ", MOST_PLACES, functions, |page, place| {
            format!("{} `{}`", page.place(place.file, place.span), place.path.short())
        })?;
        if !awaits.is_empty() {
            self.line("  ", "to gain `.await`:")?;
            self.list("    ", MOST_PLACES, awaits, |page, hop| format!("{} in `{}`", page.hop_place(hop), hop.home.path.short()))?;
        }
        if !hindrances.is_empty() {
            self.line("  ", "in the way:")?;
        }
        let mut kinds: BTreeMap<&HindranceKind, Vec<&Hindrance>> = BTreeMap::new();
        for hindrance in hindrances {
            kinds.entry(&hindrance.kind).or_default().push(hindrance);
        }
        for (kind, places) in kinds {
            self.line("    ", &reason(kind))?;
            self.list("      ", MOST_OF_A_KIND, &places, |page, hindrance| {
                let place = page.place(hindrance.place.file, hindrance.place.span);
                match &hindrance.callee {
                    Some(callee) => format!("{place} `{}`, in `{}`", callee.short(), hindrance.place.path.short()),
                    None => format!("{place} `{}`", hindrance.place.path.short()),
                }
            })?;
        }
        Ok(())
    }
}

/// The function's name and each call on the way to the operation.
fn marks(function: &FunctionPlace, chain: &[ChainHop]) -> Vec<Mark> {
    let last = chain.len() - 1;
    let hops = chain.iter().enumerate().map(|(at, hop)| {
        let name = hop.home.path.short();
        let text = match (at == last, at == 0) {
            (true, true) => "blocks the thread".to_owned(),
            (true, false) => format!("blocks the thread, in `{name}`"),
            (false, true) => "leads on".to_owned(),
            (false, false) => format!("leads on, in `{name}`"),
        };
        Mark { file: hop.home.file, span: hop.span, text }
    });
    let mut marks: Vec<Mark> = hops.collect();
    marks.push(Mark { file: function.file, span: function.span, text: "this function".to_owned() });
    marks
}

fn sureness(nearest: &AsyncRoot) -> &'static str {
    if nearest.confidence == Confidence::Likely { "Likely" } else { "Yes" }
}

/// ` (2 handlers, 1 task, 4 other)`; nothing where no kind is known.
fn kinds(roots: &[AsyncRoot]) -> String {
    let number = |kind| roots.iter().filter(|root| root.kind == kind).count();
    let other = number(RootKind::Other);
    if other == roots.len() {
        return String::new();
    }
    let named = [(RootKind::Handler, "handler"), (RootKind::Task, "task")].map(|(kind, name)| (number(kind), name));
    let mut parts: Vec<String> = named.into_iter().filter(|(number, _)| *number > 0).map(|(number, name)| count(number, name)).collect();
    let rest = [(number(RootKind::Startup), "at startup"), (other, "other")];
    parts.extend(rest.into_iter().filter(|(number, _)| *number > 0).map(|(number, name)| format!("{number} {name}")));
    format!(" ({})", parts.join(", "))
}

/// `9 std-fs, 3 std-path`.
fn sums(by_name: &BTreeMap<String, u64>) -> String {
    by_name.iter().map(|(name, number)| format!("{number} {name}")).collect::<Vec<_>>().join(", ")
}

/// What is said of all places of one kind.
fn reason(kind: &HindranceKind) -> String {
    match kind {
        HindranceKind::ForeignTrait(of) => format!("implements `{of}`, whose methods are not async:"),
        HindranceKind::OwnTrait(of) => format!("implements `{of}`, which changes with all that implements and calls it:"),
        HindranceKind::Initialiser => "called where a value is initialised, which cannot wait:".to_owned(),
        HindranceKind::Closure => "called in a sync closure, which cannot await:".to_owned(),
        HindranceKind::ByName => "passed by name to something that calls it:".to_owned(),
        HindranceKind::SyncCode => "called in sync code that nothing async leads to:".to_owned(),
        HindranceKind::Main => "called in a `main` that is not async:".to_owned(),
        HindranceKind::Const => "`const`, which no async function is:".to_owned(),
        HindranceKind::Polled => "called in a `poll` function, which cannot await:".to_owned(),
        HindranceKind::Offloaded => "called in a closure that is handed to a thread that may block:".to_owned(),
        HindranceKind::Interface => "part of a library's interface, so that others may call it:".to_owned(),
        HindranceKind::Test => "called in tests that are not async:".to_owned(),
    }
}
