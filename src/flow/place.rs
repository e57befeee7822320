//! Where code runs, and what makes it run there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{CodeId, RootKind, Tables};
use crate::base::{DefPath, Name, Span};
use crate::resolve::{BodyOwner, Definition, ItemRef, Program};
use crate::rules::{AttributeKind, Contexts, PollFunction};

/// What makes code run on the executor.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AsyncCause {
    /// The keyword or name, in the file of the operation.
    pub span: Span,
    /// What it is: one line, lower case, no full stop.
    pub text: Cow<'static, str>,
}

/// What is said of a method that is called while a future, stream or service is polled.
const POLLED: &str = "the executor calls this while it polls";

impl AsyncCause {
    /// Whether the code can await: a method that is polled runs on the executor and is a plain function.
    #[must_use]
    pub fn allows_await(&self) -> bool {
        self.text != POLLED
    }
}

/// Where an expression runs.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the place")]
pub(super) struct Place {
    pub(super) kind: PlaceKind,
    pub(super) cause: Option<AsyncCause>,
    pub(super) root: RootKind,
    /// Whether it is unknown that the closure around it runs at all, or when: it is kept.
    pub(super) is_stored: bool,
    /// Whether it is unknown, whatever kind of code is around, that it runs whenever that does, as far as all goes well: in a closure that
    /// is kept or called later, where another build has other code, or where something failed before.
    pub(super) is_doubtful: bool,
    /// The `cfg` predicate of a statement around it that this machine's build may not have.
    pub(super) other_build: Option<String>,
    /// The macro in whose arguments it stands, as written: the innermost one that allows no await in them, or else the innermost one.
    pub(super) in_macro: Option<String>,
    /// The macro whose expansion is around.
    pub(super) in_expansion: Option<String>,
    pub(super) in_loop: bool,
    /// Whether a sync closure is around, in which nothing can be awaited.
    pub(super) in_closure: bool,
    /// The code that it is a part of.
    pub(super) code: CodeId,
    /// Whether that is what runs once, at the first use of a value.
    pub(super) is_initialiser: bool,
    /// The guard that is alive.
    pub(super) guard: Option<Name>,
    /// What holds a lock until the end of the statement, of what was evaluated before in it.
    pub(super) temporary_guard: Option<Span>,
    /// The function that the innermost closure is given to, if that is known.
    pub(super) closure_taker: Option<DefPath>,
}

/// Where code runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PlaceKind {
    Async,
    /// In a sync closure that runs in place inside of async code.
    Closure,
    Offloaded,
    Sync,
}

impl Place {
    pub(super) fn sync(code: CodeId) -> Self {
        Self {
            kind: PlaceKind::Sync,
            cause: None,
            root: RootKind::Other,
            is_stored: false,
            is_doubtful: false,
            other_build: None,
            in_macro: None,
            in_expansion: None,
            in_loop: false,
            in_closure: false,
            code,
            is_initialiser: false,
            guard: None,
            temporary_guard: None,
            closure_taker: None,
        }
    }

    /// Inside of async code that `cause` starts.
    pub(super) fn asynchronous(&self, span: Span, text: &'static str) -> Self {
        let cause = Some(AsyncCause { span, text: Cow::Borrowed(text) });
        Self {
            kind: PlaceKind::Async,
            cause,
            is_stored: false,
            in_macro: None,
            in_closure: false,
            guard: None,
            temporary_guard: None,
            ..self.clone()
        }
    }

    /// Inside of a sync closure.
    pub(super) fn closure(&self, is_stored: bool) -> Self {
        let kind = if self.kind == PlaceKind::Async { PlaceKind::Closure } else { self.kind };
        Self {
            kind,
            is_stored: self.is_stored || (is_stored && kind != PlaceKind::Offloaded),
            is_doubtful: self.is_doubtful || is_stored,
            in_closure: true,
            ..self.clone()
        }
    }

    pub(super) fn doubtful(&self) -> Self {
        Self { is_doubtful: true, ..self.clone() }
    }

    /// Inside of a statement under a `cfg` that this machine's build may not have.
    pub(super) fn in_other_build(&self, cfg: &str) -> Self {
        Self { is_doubtful: true, other_build: Some(cfg.to_owned()), ..self.clone() }
    }

    /// What is given to the function at `taker`, if that is known.
    pub(super) fn given_to(&self, taker: Option<&DefPath>) -> Self {
        Self { closure_taker: taker.cloned(), ..self.clone() }
    }

    pub(super) fn offloaded(&self) -> Self {
        Self { kind: PlaceKind::Offloaded, ..self.clone() }
    }

    pub(super) fn in_macro(&self, path: &str) -> Self {
        Self { in_macro: Some(path.to_owned()), ..self.clone() }
    }

    pub(super) fn in_expansion(&self, path: &str) -> Self {
        Self { in_expansion: Some(path.to_owned()), ..self.clone() }
    }

    pub(super) fn in_loop(&self) -> Self {
        Self { in_loop: true, ..self.clone() }
    }

    /// Inside of what runs once, at the first use of a value: code of its own.
    pub(super) fn initialiser(&self, code: CodeId) -> Self {
        Self { root: RootKind::Startup, in_loop: false, code, is_initialiser: true, ..self.clone() }
    }

    /// Inside of a closure that an initialiser keeps: it runs whenever somebody calls it, and not when the value is made.
    pub(super) fn kept_by_initialiser(&self, code: CodeId) -> Self {
        Self { root: RootKind::Other, code, is_initialiser: false, ..self.clone() }
    }

    pub(super) fn with_guard(&self, guard: Option<Name>) -> Self {
        Self { guard, ..self.clone() }
    }

    pub(super) fn with_root(&self, root: RootKind) -> Self {
        Self { root, ..self.clone() }
    }
}

/// Where the body of a function runs.
pub(super) fn of_function(program: &Program, tables: Tables<'_>, item: ItemRef, code: CodeId) -> Place {
    let function = program.function(item);
    let attribute = |kind| function.attributes.paths.iter().any(|path| tables.contexts.attribute_kind(path) == Some(kind));
    let mut place = Place::sync(code);
    if attribute(AttributeKind::Main) || (function.name == "main" && function.async_span.is_some()) {
        place.root = RootKind::Startup;
    } else if attribute(AttributeKind::Handler) {
        place.root = RootKind::Handler;
    }
    if let Some(span) = function.async_span {
        return place.asynchronous(span, "async: this runs on an executor");
    }
    match poll_function(program, tables, item) {
        Some(poll) => {
            let root = if poll.is_handler { RootKind::Handler } else { place.root };
            place.with_root(root).asynchronous(function.name_span, POLLED)
        }
        None => place,
    }
}

/// The entry of the contexts that says that a method is called while the executor polls.
pub(super) fn poll_function<'t>(program: &Program, tables: Tables<'t>, item: ItemRef) -> Option<&'t PollFunction> {
    let function = program.function(item);
    if !tables.contexts.is_poll_name(&function.name) {
        return None;
    }
    let trait_path = match program.implemented_trait(item)? {
        definition @ Definition::Trait(_) => program.path(&definition),
        Definition::External(path) => path,
        _ => return None,
    };
    tables.contexts.poll_function(&trait_path, &function.name)
}

impl Program {
    /// Whether a function is test code by its module, its attributes or those of its impl, or because the function around it is.
    #[must_use]
    pub fn is_test_code(&self, item: ItemRef, contexts: &Contexts) -> bool {
        let function = self.function(item);
        self.module_of_function(item).in_test
            || self.cfgs_of(item).any(|cfg| crate::index::requires_test(cfg))
            || function.attributes.paths.iter().any(|path| contexts.attribute_kind(path) == Some(AttributeKind::Test))
            || matches!(self.unit(item.unit).body, Some(BodyOwner::Function(around)) if self.is_test_code(around, contexts))
    }
}
