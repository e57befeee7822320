//! A body as expressions: what is left of a function's block when punctuation, lifetimes and comments are gone.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::items::{Items, ScopeId, SyntaxProblem};
use super::pattern::Pattern;
use super::types::{PathRef, TypeRef};
use crate::base::{Name, Span};

/// A lowered body. Children come before their parents in `exprs`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Body {
    exprs: Vec<Expr>,
    /// The body's block, or the initialiser of a constant.
    pub root: ExprId,
    /// Items of its blocks; scope 0 is what is around the body.
    pub items: Items,
    /// What could not be read.
    pub problems: Vec<SyntaxProblem>,
    /// How many calls of known `macro_rules!` could not be expanded.
    pub unexpanded: u64,
    /// The expressions of statements and arms that stand under a `cfg` predicate, from the first to before the last, and the predicate.
    pub conditional: Vec<(ExprId, ExprId, String)>,
}

impl Body {
    /// An empty one, with room for so many expressions.
    pub(crate) fn with_room(expressions: usize) -> Self {
        Self { exprs: Vec::with_capacity(expressions), ..Self::default() }
    }

    /// Adds an expression, whose children are there already.
    pub(crate) fn push(&mut self, expr: Expr) -> ExprId {
        self.exprs.push(expr);
        ExprId(self.exprs.len() as u32 - 1)
    }

    /// Forgets all but the first `count` expressions.
    pub(crate) fn truncate(&mut self, count: usize) {
        self.exprs.truncate(count);
    }

    /// An expression.
    #[must_use]
    pub fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.0 as usize]
    }

    /// How many expressions it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.exprs.len()
    }

    /// The variables that `let name = value` declares, in its blocks at any depth.
    pub fn bindings(&self) -> impl Iterator<Item = (&Name, ExprId)> {
        let blocks = self.exprs.iter().filter_map(|expr| match &expr.kind {
            ExprKind::Block(block) | ExprKind::Async { block, .. } | ExprKind::Expansion { block, .. } => Some(block),
            _ => None,
        });
        blocks.flat_map(|block| &block.statements).filter_map(|statement| match statement {
            Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), .. } => Some((&binding.name, *value)),
            _ => None,
        })
    }

    /// The names that stand alone, each with its place.
    pub fn lone_names(&self) -> impl Iterator<Item = (&Name, Span)> {
        self.exprs.iter().filter_map(|expr| match &expr.kind {
            ExprKind::Path(path) => Some((path.as_name()?, expr.span)),
            _ => None,
        })
    }

    /// Whether it has no expression.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.exprs.is_empty()
    }
}

/// Index of an expression of a [`Body`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct ExprId(pub u32);

/// An expression and where it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// From its first to its last token, attributes left out.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant is documented by the Rust code that it models")]
pub enum ExprKind {
    /// Not understood.
    Missing,
    /// A path: a variable, constant, function, constructor.
    Path(PathRef),
    /// A literal.
    Literal(Literal),
    /// `f(a)`.
    Call { callee: ExprId, arguments: Vec<ExprId> },
    /// `r.m::<T>(a)`.
    MethodCall { receiver: ExprId, method: Name, method_span: Span, turbofish: Vec<TypeRef>, arguments: Vec<ExprId> },
    /// `b.f`, `b.0`.
    Field { base: ExprId, name: Name },
    /// `e.await`.
    Await(ExprId),
    /// `e?`.
    Try(ExprId),
    /// `(e)`.
    Paren(ExprId),
    /// `&e`, `&mut e`, `&raw const e`.
    Reference(ExprId),
    /// `*e`.
    Dereference(ExprId),
    /// `-e`.
    Negate(ExprId),
    /// `!e`.
    Not(ExprId),
    /// `a + b`, `a && b`, `a == b`: the operator as written.
    Binary {
        #[serde(deserialize_with = "operator")]
        operator: Operator,
        left: ExprId,
        right: ExprId,
    },
    /// `a = b`, `a += b`.
    Assign { left: ExprId, right: ExprId },
    /// `e as T`.
    Cast(ExprId, TypeRef),
    /// `a[b]`.
    Index { base: ExprId, index: ExprId },
    /// `a..b`.
    Range { start: Option<ExprId>, end: Option<ExprId> },
    /// `(a, b)`.
    Tuple(Vec<ExprId>),
    /// `[a, b]`.
    Array(Vec<ExprId>),
    /// `[a; n]`.
    Repeat { element: ExprId, length: ExprId },
    /// `S { f: a, ..b }`.
    Struct { path: PathRef, fields: Vec<(Name, ExprId)>, rest: Option<ExprId> },
    /// `{ … }`, `unsafe { … }`, `const { … }`, `try { … }`.
    Block(Block),
    /// `async { … }`, with the keyword's place.
    Async { block: Block, keyword: Span },
    /// `if c { … } else { … }`.
    If { condition: ExprId, then: ExprId, otherwise: Option<ExprId> },
    /// `let p = e` in a condition.
    Let { pattern: Pattern, value: ExprId },
    /// `match`.
    Match { scrutinee: ExprId, arms: Vec<Arm> },
    /// `loop`.
    Loop(ExprId),
    /// `while`.
    While { condition: ExprId, body: ExprId },
    /// `for`.
    For { pattern: Pattern, iterable: ExprId, body: ExprId },
    /// A closure; `async_span` is the keyword of an async one, `moves` whether it is a `move` closure.
    Closure { parameters: Vec<(Pattern, TypeRef)>, output: Option<TypeRef>, body: ExprId, async_span: Option<Span>, moves: bool },
    /// `return e`.
    Return(Option<ExprId>),
    /// `break e`, `break 'outer e`.
    Break { value: Option<ExprId>, is_labelled: bool },
    /// `continue`.
    Continue,
    /// `yield e`.
    Yield(Option<ExprId>),
    /// `m!(…)`: those of its tokens that parse as expressions, blocks or arms. `tokens` is the place between the delimiters. If one of the
    /// arguments is a string, `shown` is what that shows as a format string: arguments, and variables as expressions of their own.
    Macro { path: PathRef, arguments: Vec<ExprId>, shown: Option<Box<[Shown]>>, tokens: Span },
    /// `m!(…)` of a `macro_rules!` that is known: the statements that it becomes. They declare their variables where the call stands.
    Expansion { path: PathRef, block: Block },
}

/// A block.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Block {
    /// Its scope, if it holds items or imports.
    pub scope: Option<ScopeId>,
    /// Its statements, the tail left out.
    pub statements: Vec<Statement>,
    /// Its value.
    pub tail: Option<ExprId>,
}

/// A statement; items are among the body's items.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant is documented by the Rust code that it models")]
pub enum Statement {
    /// `let p: T = e else { … };`.
    Let { pattern: Pattern, ty: Option<TypeRef>, value: Option<ExprId>, otherwise: Option<ExprId> },
    /// `e;` or a block-like expression.
    Expr(ExprId),
}

/// An arm of a match.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Arm {
    /// Its pattern.
    pub pattern: Pattern,
    /// `if e`.
    pub guard: Option<ExprId>,
    /// Its value.
    pub body: ExprId,
}

/// A value that a format string shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shown {
    /// The argument, or the variable in the string.
    pub value: ExprId,
    /// The letter that says by which trait: `?` of `{:?}`, `x` of `{:x}`, none of `{}`.
    pub sign: Option<char>,
}

/// A literal: as much of it as its type needs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Literal {
    /// `"…"`, `r"…"`.
    Str,
    /// `b"…"`.
    ByteStr,
    /// `c"…"`.
    CStr,
    /// `'x'`.
    Char,
    /// `b'x'`.
    Byte,
    /// `1u8`: its suffix.
    Int(Option<Name>),
    /// `1.0f32`: its suffix.
    Float(Option<Name>),
    /// `true`.
    Bool,
}

/// An operator as written.
pub type Operator = &'static str;

/// The operators of [`ExprKind::Binary`].
const OPERATORS: [&str; 18] = ["+", "-", "*", "/", "%", "&&", "||", "^", "&", "|", "<<", ">>", "==", "<", "<=", "!=", ">=", ">"];

fn operator<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Operator, D::Error> {
    let written = <&str>::deserialize(deserializer)?;
    OPERATORS.into_iter().find(|known| *known == written).ok_or_else(|| D::Error::custom("no operator of two operands"))
}
