//! What the macros of std give. The arguments of every macro are looked at; only these have a type that the analysis knows.

use super::{Infer, lang_type};
use crate::index::ExprId;
use crate::resolve::ty::Ty;

impl Infer<'_> {
    pub(super) fn macro_value(&mut self, name: &str, arguments: &[ExprId]) -> Ty {
        let types: Vec<Ty> = arguments
            .iter()
            .map(|&argument| {
                let locals = self.locals.len();
                let ty = self.expr(argument, &Ty::Unknown);
                self.locals.truncate(locals);
                ty
            })
            .collect();
        let lang = self.program.lang();
        match name {
            "vec" => {
                let element = self.solver.table.fresh();
                if let Some(first) = types.first() {
                    self.solver.table.unify(&element, first);
                }
                lang_type(lang.vec, vec![element])
            }
            "format" | "concat" | "env" | "include_str" | "stringify" | "file" | "module_path" => {
                let text = lang_type(lang.string, Vec::new());
                if name == "format" { text } else { Ty::reference(Ty::primitive("str")) }
            }
            "matches" | "cfg" => Ty::primitive("bool"),
            "println" | "print" | "eprintln" | "eprint" | "assert" | "assert_eq" | "assert_ne" | "debug_assert" | "debug_assert_eq"
            | "debug_assert_ne" => Ty::unit(),
            "panic" | "todo" | "unimplemented" | "unreachable" => Ty::Never,
            "dbg" => types.first().cloned().unwrap_or_else(Ty::unit),
            _ => Ty::Unknown,
        }
    }
}
