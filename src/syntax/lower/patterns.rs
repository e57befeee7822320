//! Patterns.

use syn::{Member, Pat};

use super::{Lowering, name};
use crate::base::Name;
use crate::index::{Binding, Pattern};

impl Lowering<'_> {
    pub(super) fn pattern(&self, pattern: &Pat) -> Pattern {
        match pattern {
            Pat::Ident(ident) => Pattern::Bind(Binding {
                name: name(&ident.ident),
                by_reference: ident.by_ref.is_some(),
                subpattern: ident.subpat.as_ref().map(|(_, pattern)| Box::new(self.pattern(pattern))),
            }),
            Pat::Path(path) => Pattern::Path(self.path(path.qself.as_ref(), &path.path)),
            Pat::Tuple(tuple) => Pattern::Tuple(tuple.elems.iter().map(|element| self.pattern(element)).collect()),
            Pat::Slice(slice) => Pattern::Slice(slice.elems.iter().map(|element| self.pattern(element)).collect()),
            Pat::TupleStruct(tuple) => Pattern::TupleStruct(
                self.path(tuple.qself.as_ref(), &tuple.path),
                tuple.elems.iter().map(|element| self.pattern(element)).collect(),
            ),
            Pat::Struct(fields) => Pattern::Struct(
                self.path(fields.qself.as_ref(), &fields.path),
                fields.fields.iter().map(|field| (member(&field.member), self.pattern(&field.pat))).collect(),
            ),
            Pat::Or(or) => Pattern::Or(or.cases.iter().map(|case| self.pattern(case)).collect()),
            Pat::Reference(reference) => Pattern::Reference(Box::new(self.pattern(&reference.pat))),
            Pat::Paren(paren) => self.pattern(&paren.pat),
            Pat::Type(typed) => Pattern::Typed(Box::new(self.pattern(&typed.pat)), self.ty(&typed.ty)),
            Pat::Guard(guard) => self.pattern(&guard.pat),
            Pat::Rest(_) => Pattern::Rest,
            _ => Pattern::Nothing,
        }
    }
}

pub(super) fn member(member: &Member) -> Name {
    match member {
        Member::Named(ident) => name(ident),
        Member::Unnamed(index) => smol_str::format_smolstr!("{}", index.index),
    }
}
