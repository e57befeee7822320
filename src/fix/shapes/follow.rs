//! Where a value goes whose type is to change: every use of it, through `?`, patterns and variables. What is not understood is refused.

use super::scene::Scene;
use crate::base::{Name, Span};
use crate::index::{ExprId, ExprKind, Pattern, Statement};

/// What is done with the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// A method is called on it: the call.
    Method(ExprId),
    /// A `for` loop runs over it: the loop.
    Loop(ExprId),
    /// It is given to a function: the call.
    Argument(ExprId),
    /// It, or what borrows it, is the first argument of a macro: the call.
    Macro(ExprId),
}

/// Everything that happens to a value.
#[derive(Debug, Default)]
pub(super) struct Followed {
    pub(super) uses: Vec<Use>,
    /// The names of the variables that hold it by itself, where they are declared.
    pub(super) variables: Vec<Variable>,
}

/// A variable that holds the value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variable {
    /// Its name in the pattern.
    pub(super) name: Span,
    /// Whether `mut` stands before it.
    pub(super) is_mutable: bool,
    /// Where the name means it, names that hide it left in.
    pub(super) scope: Span,
}

/// Said of a value that goes where the new type may not be wanted.
pub(super) const ESCAPES: &str = "it is used in a way that would have to change with its type";

/// Said of a variable that another one of the same name takes the place of in other builds.
const CHOSEN_BY_CFG: &str = "a `cfg` says which of several variables of its name is used";

/// Follows the value of `expr`, which is wrapped in so many `Result`s and `Option`s.
pub(super) fn follow(scene: &Scene<'_>, expr: ExprId, wrappings: u32) -> Result<Followed, String> {
    let mut follower = Follower { scene, found: Followed::default() };
    follower.value(expr, wrappings)?;
    Ok(follower.found)
}

/// Follows what a pattern binds of each item of a loop.
pub(super) fn follow_items(scene: &Scene<'_>, each: ExprId, wrappings: u32) -> Result<Followed, String> {
    let ExprKind::For { pattern, iterable, body } = scene.kind(each) else { return Err(ESCAPES.to_owned()) };
    let mut follower = Follower { scene, found: Followed::default() };
    let before = Span::new(scene.span(each).start(), scene.span(*iterable).start());
    follower.bind(pattern, wrappings, before, scene.span(*body))?;
    Ok(follower.found)
}

/// The text after the value up to where it is taken out of its `Result`: `?`, `.context("…")?`; and the expression that gives it.
pub(super) fn taken_out(scene: &Scene<'_>, expr: ExprId) -> Option<ExprId> {
    let methods = &scene.inputs.contexts.methods;
    let mut current = expr;
    loop {
        let parent = scene.parent(current)?;
        match scene.kind(parent) {
            ExprKind::Try(_) => return Some(parent),
            ExprKind::MethodCall { receiver, method, .. } if *receiver == current => match method {
                name if methods.taken_out.contains(name) => return Some(parent),
                name if methods.handed_on.contains(name) => current = parent,
                _ => return None,
            },
            _ => return None,
        }
    }
}

struct Follower<'s, 'a> {
    scene: &'s Scene<'a>,
    found: Followed,
}

impl Follower<'_, '_> {
    fn value(&mut self, expr: ExprId, wrappings: u32) -> Result<(), String> {
        let scene = self.scene;
        let methods = &scene.inputs.contexts.methods;
        let escapes = || ESCAPES.to_owned();
        let parent = scene.parent(expr).ok_or_else(escapes)?;
        match scene.kind(parent) {
            ExprKind::Try(_) if wrappings > 0 => self.value(parent, wrappings - 1),
            ExprKind::MethodCall { receiver, method, .. } if *receiver == expr => match method {
                _ if wrappings == 0 => {
                    self.found.uses.push(Use::Method(parent));
                    Ok(())
                }
                name if methods.taken_out.contains(name) => self.value(parent, wrappings - 1),
                name if methods.handed_on.contains(name) => self.value(parent, wrappings),
                name if methods.asked.contains(name) => Ok(()),
                _ => Err(escapes()),
            },
            ExprKind::Call { arguments, .. } if wrappings == 0 && arguments.contains(&expr) => {
                self.found.uses.push(Use::Argument(parent));
                Ok(())
            }
            ExprKind::Macro { arguments, .. } if wrappings == 0 && arguments.first() == Some(&expr) => {
                self.found.uses.push(Use::Macro(parent));
                Ok(())
            }
            ExprKind::Reference(_) if wrappings == 0 && self.is_first_of_macro(parent) => self.value(parent, wrappings),
            ExprKind::For { iterable, .. } if wrappings == 0 && *iterable == expr => {
                self.found.uses.push(Use::Loop(parent));
                Ok(())
            }
            ExprKind::Let { pattern, .. } => {
                let scope = self.scope_of_condition(parent).ok_or_else(escapes)?;
                let keyword = Span::new(scene.span(parent).start(), scene.span(expr).start());
                self.bind(&pattern.clone(), wrappings, keyword, scope)
            }
            ExprKind::Match { scrutinee, arms } if *scrutinee == expr => {
                let mut start = scene.span(expr).end();
                for arm in arms {
                    let body = scene.span(arm.body);
                    let from = arm.guard.map_or(body.start(), |guard| scene.span(guard).start());
                    self.bind(&arm.pattern, wrappings, Span::new(start, from.max(start)), Span::new(from, body.end()))?;
                    start = body.end();
                }
                Ok(())
            }
            // `_ = file`: nobody has it.
            ExprKind::Assign { left, right } if *right == expr && scene.source(scene.span(*left)) == "_" => Ok(()),
            // `(entry)`, `Ok(entry) => entry`.
            ExprKind::Paren(_) | ExprKind::Match { .. } => self.value(parent, wrappings),
            ExprKind::Block(block) if block.tail == Some(expr) => self.value(parent, wrappings),
            ExprKind::Block(_) | ExprKind::Async { .. } => self.statement(expr, parent, wrappings),
            _ => Err(escapes()),
        }
    }

    fn is_first_of_macro(&self, expr: ExprId) -> bool {
        let around = self.scene.parent(expr).map(|parent| self.scene.kind(parent));
        matches!(around, Some(ExprKind::Macro { arguments, .. }) if arguments.first() == Some(&expr))
    }

    /// A value that is a statement's, or what a `let` binds.
    fn statement(&mut self, expr: ExprId, parent: ExprId, wrappings: u32) -> Result<(), String> {
        let scene = self.scene;
        let (_, block) = scene.block_of(expr).ok_or(ESCAPES)?;
        for statement in &block.statements {
            match statement {
                Statement::Expr(only) if *only == expr => return Ok(()),
                Statement::Let { pattern, ty: None, value: Some(value), otherwise } if *value == expr => {
                    let keyword = scene.let_keyword(parent, expr).ok_or(ESCAPES)?;
                    let region = Span::new(keyword.start(), scene.span(expr).start());
                    return self.bind(pattern, wrappings, region, scene.rest_of_block(parent, otherwise.unwrap_or(expr)));
                }
                _ => {}
            }
        }
        Err(ESCAPES.to_owned())
    }

    /// Where the names of an `if let` or `while let` hold: from the end of its value to the end of what it guards.
    fn scope_of_condition(&self, condition: ExprId) -> Option<Span> {
        let mut current = condition;
        let guarded = loop {
            let parent = self.scene.parent(current)?;
            match self.scene.kind(parent) {
                ExprKind::Binary { operator: "&&", .. } => current = parent,
                ExprKind::If { then, .. } => break *then,
                ExprKind::While { body, .. } => break *body,
                _ => return None,
            }
        };
        let (start, end) = (self.scene.span(condition).end(), self.scene.span(guarded).end());
        (start <= end).then(|| Span::new(start, end))
    }

    /// The names in `pattern`, which stands in `region`, get the value, and hold in `scope`.
    fn bind(&mut self, pattern: &Pattern, wrappings: u32, region: Span, scope: Span) -> Result<(), String> {
        match pattern {
            Pattern::Nothing => Ok(()),
            Pattern::Bind(binding) if binding.name.starts_with(char::is_uppercase) => Ok(()),
            Pattern::Bind(binding) if binding.subpattern.is_none() && !binding.by_reference => {
                self.variable(&binding.name, wrappings, region, scope)
            }
            Pattern::TupleStruct(path, parts) => match (path.last().map(Name::as_str), parts.as_slice()) {
                (Some("Ok" | "Some"), [only]) if wrappings > 0 => self.bind(only, wrappings - 1, region, scope),
                (Some("Err"), _) if wrappings > 0 => Ok(()),
                _ => Err(ESCAPES.to_owned()),
            },
            _ => Err(ESCAPES.to_owned()),
        }
    }

    /// Every place that means the variable; names that hide it have regions of their own.
    fn variable(&mut self, name: &Name, wrappings: u32, region: Span, scope: Span) -> Result<(), String> {
        let scene = self.scene;
        let escapes = || ESCAPES.to_owned();
        let declared = scene.last_word(region, name).ok_or_else(escapes)?;
        if self.is_chosen_by_cfg(name, Span::new(region.start(), scope.end())) {
            return Err(CHOSEN_BY_CFG.to_owned());
        }
        let text = scene.source(scope);
        if text.contains(&format!("{{{name}}}")) || text.contains(&format!("{{{name}:")) {
            return Err(escapes());
        }
        let before = scene.source(Span::new(region.start(), declared.start()));
        if wrappings == 0 {
            self.found.variables.push(Variable { name: declared, is_mutable: before.trim_end().ends_with("mut"), scope });
        }
        let hidden = self.hidden(name, scope);
        for (_, word) in scene.words_in(scope).filter(|(word, _)| word == name) {
            if !hidden.iter().any(|region| region.contains(*word)) {
                self.value(scene.variable_at(*word).ok_or_else(escapes)?, wrappings)?;
            }
        }
        Ok(())
    }

    /// Whether a `let` in `region` that stands under a `cfg` of its own declares the name: what comes after it means that variable in some
    /// builds, and another one in the rest.
    fn is_chosen_by_cfg(&self, name: &Name, region: Span) -> bool {
        let scene = self.scene;
        let is_conditional = |value: ExprId, block: ExprId| {
            scene.body().conditional.iter().any(|(first, end, _)| (*first..*end).contains(&value) && *end <= block)
        };
        scene.ids().any(|id| {
            let (ExprKind::Block(block) | ExprKind::Async { block, .. }) = scene.kind(id) else { return false };
            block.statements.iter().any(|statement| {
                let Statement::Let { value: Some(value), .. } = statement else { return false };
                let declares = |keyword: Span| region.contains(keyword) && scene.mentions(before(keyword, scene.span(*value)), name);
                is_conditional(*value, id) && scene.let_keyword(id, *value).is_some_and(declares)
            })
        })
    }

    /// The regions in `scope` in which the name is declared anew or means another variable.
    fn hidden(&self, name: &Name, scope: Span) -> Vec<Span> {
        let scene = self.scene;
        let mut regions = Vec::new();
        for id in scene.ids() {
            let span = scene.span(id);
            let mut declare = |pattern: Span, holds: Option<Span>| {
                if scene.mentions(pattern, name) {
                    regions.extend(holds.into_iter().chain([pattern]));
                }
            };
            match scene.kind(id) {
                ExprKind::Let { value, .. } => declare(before(span, scene.span(*value)), self.scope_of_condition(id)),
                ExprKind::For { iterable, body, .. } => declare(before(span, scene.span(*iterable)), Some(scene.span(*body))),
                ExprKind::Closure { body, .. } => declare(before(span, scene.span(*body)), Some(span)),
                ExprKind::Match { scrutinee, arms } => {
                    let mut start = scene.span(*scrutinee).end();
                    for arm in arms {
                        let body = scene.span(arm.body);
                        let arm = Span::new(start, body.end().max(start));
                        declare(before(arm, body), Some(arm));
                        start = arm.end();
                    }
                }
                ExprKind::Block(block) | ExprKind::Async { block, .. } => {
                    for statement in &block.statements {
                        let Statement::Let { value: Some(value), otherwise, .. } = statement else { continue };
                        let Some(keyword) = scene.let_keyword(id, *value) else { continue };
                        let rest = scene.rest_of_block(id, otherwise.unwrap_or(*value));
                        declare(before(keyword, scene.span(*value)), Some(rest));
                    }
                }
                _ => {}
            }
        }
        // What is around the scope is the variable itself, or one that it hides.
        regions.retain(|region| scope.contains(*region) && *region != scope);
        regions
    }
}

/// From the start of one to the start of the other.
fn before(whole: Span, inner: Span) -> Span {
    Span::new(whole.start(), inner.start().max(whole.start()))
}
