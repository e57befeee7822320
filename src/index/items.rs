//! Items of a file or of the blocks of a body, flat, each with the scope it stands in.

use serde::{Deserialize, Serialize};

use super::cfg::none_of;
use super::imports::Import;
use super::pattern::Pattern;
use super::types::{PathRef, TypeRef};
use crate::base::{Absent, Name, Rare, Span};

/// What one file says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FileIndex {
    /// Its items; scope 0 is the file's own.
    pub items: Items,
    /// The attributes of the file itself (`#![cfg(test)]`).
    pub attributes: Attributes,
    /// What could not be read.
    pub problems: Vec<SyntaxProblem>,
    /// How many lines it has.
    pub lines: u32,
    /// A hash of what others can see of it, wherever it stands: of all tokens but those of bodies, and of the bodies and macros that say
    /// something to code outside of them.
    pub digest: u64,
}

/// A place that could not be parsed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct SyntaxProblem {
    /// Where.
    pub span: Span,
    /// One line, lower case, no full stop.
    pub message: String,
}

/// Items, flat.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Items {
    /// Parents come before their children.
    pub scopes: Vec<Scope>,
    /// `use` and `extern crate`, one entry a leaf.
    pub imports: Vec<Import>,
    /// Functions and methods.
    pub functions: Vec<Function>,
    /// Structs, enums, unions and type aliases.
    pub types: Vec<TypeItem>,
    /// Traits.
    pub traits: Vec<Trait>,
    /// Impl blocks.
    pub impls: Vec<Impl>,
    /// Constants and statics.
    pub values: Vec<Value>,
    /// Modules, inline and in files of their own.
    pub modules: Vec<ModuleItem>,
    /// `macro_rules!` definitions.
    pub macros: Vec<MacroItem>,
    /// Calls of macros between items that nothing read so far defines: what they become is not among the items.
    pub unexpanded: Vec<PathRef>,
}

/// Index into [`Items::scopes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ScopeId(pub u32);

impl ScopeId {
    /// The file's own scope, or the one outside of a body's blocks.
    pub const ROOT: Self = Self(0);
}

/// A region in which names are declared.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scope {
    /// The scope around it.
    pub parent: Option<ScopeId>,
    /// What it belongs to.
    pub kind: ScopeKind,
    /// The region.
    pub span: Span,
}

/// What a scope belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ScopeKind {
    /// The file, or what is around a body.
    Root,
    /// An inline module: index into [`Items::modules`].
    Module(u32),
    /// A block that holds items.
    Block,
}

/// The attributes that matter to the analysis. Most items have none.
pub type Attributes = Rare<WrittenAttributes>;

/// Attributes, where there are some.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct WrittenAttributes {
    /// The predicates of its `cfg` attributes, as written.
    pub cfgs: Vec<String>,
    /// The paths of its other attributes: `tokio::test`, `async_trait`.
    pub paths: Vec<Name>,
    /// The last segments of the traits that it derives.
    pub derives: Vec<Name>,
    /// The value of `#[path = "…"]`.
    pub path_override: Option<String>,
    /// The predicate and the value of each `#[cfg_attr(…, path = "…")]`.
    pub conditional_paths: Vec<(String, String)>,
}

impl Absent for WrittenAttributes {
    fn absent() -> &'static Self {
        static ABSENT: WrittenAttributes = WrittenAttributes {
            cfgs: Vec::new(),
            paths: Vec::new(),
            derives: Vec::new(),
            path_override: None,
            conditional_paths: Vec::new(),
        };
        &ABSENT
    }
}

impl WrittenAttributes {
    /// The predicates of their `cfg`s alone.
    #[must_use]
    pub fn only_cfgs(&self) -> Rare<Vec<String>> {
        let mut cfgs = Rare::<Vec<String>>::default();
        if !self.cfgs.is_empty() {
            (*cfgs).clone_from(&self.cfgs);
        }
        cfgs
    }

    /// Those of a module in each kind of build that its `cfg_attr(…, path = "…")` tell apart, with the predicate of that kind among its
    /// `cfg`s.
    #[must_use]
    pub fn by_path(&self) -> Vec<Self> {
        if self.conditional_paths.is_empty() {
            return vec![self.clone()];
        }
        let under = |predicate: String, path: Option<&String>| Self {
            cfgs: self.cfgs.iter().cloned().chain([predicate]).collect(),
            path_override: path.cloned(),
            conditional_paths: Vec::new(),
            ..self.clone()
        };
        let predicates: Vec<&str> = self.conditional_paths.iter().map(|(predicate, _)| predicate.as_str()).collect();
        let elsewhere = none_of(&predicates);
        let conditional = self.conditional_paths.iter().map(|(predicate, path)| under(predicate.clone(), Some(path)));
        conditional.chain([under(elsewhere, self.path_override.as_ref())]).collect()
    }
}

/// Type parameters with their bounds, inline and from `where`. Most items have none.
pub type Generics = Rare<WrittenGenerics>;

/// Type parameters, where there are some.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct WrittenGenerics {
    /// The type parameters.
    pub params: Vec<GenericParam>,
    /// Whether there are lifetimes among the parameters.
    pub has_lifetimes: bool,
    /// Bounds on types that are no plain parameter: `where T::Item: AsRef<Path>`.
    pub clauses: Vec<(TypeRef, Vec<PathRef>)>,
}

impl Absent for WrittenGenerics {
    fn absent() -> &'static Self {
        static ABSENT: WrittenGenerics = WrittenGenerics { params: Vec::new(), has_lifetimes: false, clauses: Vec::new() };
        &ABSENT
    }
}

impl WrittenGenerics {
    /// Tells `found` of every name in bounds and defaults.
    pub fn visit_names<'g>(&'g self, found: &mut dyn FnMut(&'g Name)) {
        for param in &self.params {
            param.bounds.iter().for_each(|bound| bound.visit_names(found));
            param.default.iter().for_each(|default| default.visit_names(found));
        }
        for (subject, bounds) in &self.clauses {
            subject.visit_names(found);
            for bound in bounds {
                bound.visit_names(found);
            }
        }
    }
}

/// One type parameter.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GenericParam {
    /// `T`.
    pub name: Name,
    /// `AsRef<Path>`, inline and from `where`.
    pub bounds: Vec<PathRef>,
    /// Whether a lifetime is among the bounds: `F: Fn() + 'static`.
    pub has_lifetime_bound: bool,
    /// `= U`.
    pub default: Option<TypeRef>,
}

/// What a function belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Owner {
    /// A module or block.
    Free,
    /// Index into [`Items::impls`].
    Impl(u32),
    /// Index into [`Items::traits`].
    Trait(u32),
}

/// The `self` of a method.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SelfParameter {
    /// `self`.
    Value,
    /// `&self`.
    Reference,
    /// `&mut self`.
    MutableReference,
    /// `self: T`.
    Typed(TypeRef),
}

/// A parameter other than `self`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Parameter {
    /// Its pattern.
    pub pattern: Pattern,
    /// Its type.
    pub ty: TypeRef,
    /// Whether that is an `impl` with a lifetime among its bounds: `impl Fn() + 'static`.
    pub has_lifetime_bound: bool,
}

/// A function or method.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Function {
    /// The scope it is declared in.
    pub scope: ScopeId,
    /// What it belongs to.
    pub owner: Owner,
    /// Its name.
    pub name: Name,
    /// The name's place.
    pub name_span: Span,
    /// From its visibility or `fn` to the end of its body.
    pub span: Span,
    /// The `async` keyword.
    pub async_span: Option<Span>,
    /// Whether it is `const`.
    pub is_const: bool,
    /// Whether it is visible outside of its module.
    pub is_public: bool,
    /// Its type parameters.
    pub generics: Generics,
    /// Its `self`.
    pub receiver: Option<SelfParameter>,
    /// Its other parameters.
    pub parameters: Vec<Parameter>,
    /// Its return type, `()` if none is written.
    pub output: TypeRef,
    /// Its attributes.
    pub attributes: Attributes,
    /// The block with its braces.
    pub body: Option<Span>,
    /// [`mention`](super::mention) of each word in the body, sorted.
    #[serde(with = "super::packed")]
    pub mentions: Box<[u32]>,
}

impl Function {
    /// Whether the type of a parameter or the output names a type called `name`.
    #[must_use]
    pub fn signature_names(&self, name: &Name) -> bool {
        self.output.names(name) || self.parameters.iter().any(|parameter| parameter.ty.names(name))
    }

    /// Tells `found` of every name in the types of its signature.
    pub fn visit_signature<'f>(&'f self, found: &mut dyn FnMut(&'f Name)) {
        self.generics.visit_names(found);
        if let Some(SelfParameter::Typed(ty)) = &self.receiver {
            ty.visit_names(found);
        }
        self.parameters.iter().for_each(|parameter| parameter.ty.visit_names(found));
        self.output.visit_names(found);
    }
}

/// A struct, enum, union or alias.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TypeItem {
    /// The scope it is declared in.
    pub scope: ScopeId,
    /// Its name.
    pub name: Name,
    /// The name's place.
    pub name_span: Span,
    /// Its type parameters.
    pub generics: Generics,
    /// What it is.
    pub kind: TypeItemKind,
    /// Whether it is visible outside of its module.
    pub is_public: bool,
    /// Its attributes.
    pub attributes: Attributes,
}

/// What a type item is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum TypeItemKind {
    /// A struct or union with its fields.
    Struct(Vec<Field>),
    /// An enum with its variants.
    Enum(Vec<Variant>),
    /// `type A = B;`.
    Alias(TypeRef),
}

impl TypeItem {
    /// Whether it is a struct of which all values are the same.
    #[must_use]
    pub fn has_no_fields(&self) -> bool {
        matches!(&self.kind, TypeItemKind::Struct(fields) if fields.is_empty())
    }
}

/// A field; the fields of a tuple struct are named `0`, `1`, ….
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeRef,
    /// The predicates of its `cfg` attributes, as written.
    pub cfgs: Rare<Vec<String>>,
}

/// A variant of an enum.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A trait; its methods are among the functions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trait {
    /// The scope it is declared in.
    pub scope: ScopeId,
    /// Its name.
    pub name: Name,
    /// Its type parameters.
    pub generics: Generics,
    /// `trait A: B`.
    pub supertraits: Vec<PathRef>,
    /// Associated types with their bounds.
    pub associated_types: Vec<(Name, Vec<PathRef>)>,
    /// Whether it is visible outside of its module.
    pub is_public: bool,
    /// Its attributes.
    pub attributes: Attributes,
}

impl Trait {
    /// Tells `found` of every name in its bounds and those of its parameters and associated types.
    pub fn visit_bounds<'t>(&'t self, found: &mut dyn FnMut(&'t Name)) {
        self.generics.visit_names(found);
        let bounds = self.supertraits.iter().chain(self.associated_types.iter().flat_map(|(_, bounds)| bounds));
        bounds.for_each(|bound| bound.visit_names(found));
    }
}

/// An impl block; its methods are among the functions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Impl {
    /// The scope it stands in.
    pub scope: ScopeId,
    /// Its type parameters.
    pub generics: Generics,
    /// The trait, if it implements one.
    pub trait_path: Option<PathRef>,
    /// The type.
    pub self_type: TypeRef,
    /// `type Item = T;`.
    pub associated_types: Vec<(Name, TypeRef)>,
    /// The whole block.
    pub span: Span,
    /// Its attributes.
    pub attributes: Attributes,
}

impl Impl {
    /// Tells `found` of every name in its head and its associated types but those of its type.
    pub fn visit_names_beside_type<'i>(&'i self, found: &mut dyn FnMut(&'i Name)) {
        self.generics.visit_names(found);
        self.trait_path.iter().for_each(|path| path.visit_names(found));
        self.associated_types.iter().for_each(|(_, ty)| ty.visit_names(found));
    }
}

/// A constant or static, associated constants included.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Value {
    /// The scope it is declared in.
    pub scope: ScopeId,
    /// What it belongs to.
    pub owner: Owner,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeRef,
    /// Its initialiser.
    pub initializer: Option<Span>,
    /// Whether it is a `static`.
    pub is_static: bool,
    /// Whether it is visible outside of its module.
    pub is_public: bool,
    /// Its attributes.
    pub attributes: Attributes,
}

/// A module.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ModuleItem {
    /// The scope it is declared in.
    pub scope: ScopeId,
    /// Its name.
    pub name: Name,
    /// Its own scope if it is inline; otherwise it is a file of its own.
    pub inline: Option<ScopeId>,
    /// Whether it is visible outside of its parent.
    pub is_public: bool,
    /// The name's place.
    pub span: Span,
    /// Its attributes.
    pub attributes: Attributes,
}

/// A `macro_rules!` definition.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MacroItem {
    /// The scope it is declared in.
    pub scope: ScopeId,
    /// Its name.
    pub name: Name,
    /// The rules with their delimiters.
    pub rules: Span,
    /// Whether it is `#[macro_export]`.
    pub is_exported: bool,
    /// Its attributes.
    pub attributes: Attributes,
    /// [`mention`](super::mention) of each word in the rules, sorted.
    #[serde(with = "super::packed")]
    pub mentions: Box<[u32]>,
}
