//! Types as people write them.

use super::definitions::{Definition, Program};
use super::ty::{Bound, MADE_OF, Projection, Ty};

impl Program {
    /// A type as people write it; `_` is what is not known.
    #[must_use]
    pub fn type_text(&self, ty: &Ty) -> String {
        let list = |parts: &[Ty]| parts.iter().map(|part| self.type_text(part)).collect::<Vec<_>>().join(", ");
        let generic = |name: &str, parts: &[Ty]| if parts.is_empty() { name.to_owned() } else { format!("{name}<{}>", list(parts)) };
        let bounds = |bounds: &[Bound]| {
            let texts: Vec<String> = bounds
                .iter()
                .map(|bound| {
                    let associated = bound
                        .associated
                        .iter()
                        .filter(|(name, _)| *name != MADE_OF)
                        .map(|(name, ty)| format!("{name} = {}", self.type_text(ty)));
                    let arguments: Vec<String> = bound.arguments.iter().map(|ty| self.type_text(ty)).chain(associated).collect();
                    let path = self.path(&bound.definition);
                    if arguments.is_empty() { path.to_string() } else { format!("{path}<{}>", arguments.join(", ")) }
                })
                .collect();
            texts.join(" + ")
        };
        match ty {
            Ty::Unknown | Ty::Variable(_) => "_".to_owned(),
            Ty::Parameter(name) => name.to_string(),
            Ty::Primitive(primitive) => primitive.name().to_owned(),
            Ty::Adt(item, parts) => generic(self.path(&Definition::Type(*item)).as_str(), parts),
            Ty::External(path, parts) => generic(path.as_str(), parts),
            Ty::Reference(inner) => format!("&{}", self.type_text(inner)),
            Ty::Pointer(inner) => format!("*{}", self.type_text(inner)),
            Ty::Slice(inner) => format!("[{}]", self.type_text(inner)),
            Ty::Array(inner) => format!("[{}; _]", self.type_text(inner)),
            Ty::Tuple(parts) => format!("({})", list(parts)),
            Ty::Function(inputs, output) => format!("fn({}) -> {}", list(inputs), self.type_text(output)),
            Ty::Opaque(of) => format!("impl {}", bounds(of)),
            Ty::Dyn(of) => format!("dyn {}", bounds(of)),
            Ty::Projection(projection) => {
                let Projection { subject, of, name } = &**projection;
                let subject = self.type_text(subject);
                match of {
                    Some(of) => format!("<{subject} as {}>::{name}", self.path(&Definition::Trait(*of))),
                    None => format!("{subject}::{name}"),
                }
            }
            Ty::Never => "!".to_owned(),
        }
    }
}
