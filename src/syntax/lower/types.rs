//! Paths, types, generics and attributes.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser as _;
use syn::{GenericParam as SynParam, PathArguments, ReturnType, Type, TypeParamBound, WherePredicate};

use super::{Lowering, name};
use crate::base::{Name, Span};
use crate::index::{Attributes, GenericArgument, GenericParam, Generics, PathRef, Segment, TypeRef};

impl Lowering<'_> {
    pub(super) fn path(&self, qself: Option<&syn::QSelf>, path: &syn::Path) -> PathRef {
        let segments: Vec<Segment> = path.segments.iter().map(|segment| self.segment(segment)).collect();
        let first = match (qself, &path.leading_colon) {
            (Some(qself), _) => self.span(qself.lt_token.span),
            (None, Some(colons)) => self.span(colons.spans[0]),
            (None, None) => segments.first().map_or(Span::empty(self.base), |segment| segment.span),
        };
        let last = path.segments.last().map_or(first, |segment| self.segment_end(segment));
        let qself = qself.map(|qself| Box::new((self.ty(&qself.ty), qself.position)));
        PathRef { global: path.leading_colon.is_some() && qself.is_none(), qself, segments, span: first.cover(last) }
    }

    fn segment(&self, segment: &syn::PathSegment) -> Segment {
        let arguments = match &segment.arguments {
            PathArguments::None => Vec::new(),
            PathArguments::AngleBracketed(angle) => self.generic_arguments(angle),
            PathArguments::Parenthesized(function) => {
                let inputs = function.inputs.iter().map(|input| self.ty(&input.ty)).collect();
                vec![
                    GenericArgument::Type(TypeRef::Tuple(inputs)),
                    GenericArgument::Associated(Name::new_static("Output"), self.output(&function.output)),
                ]
            }
        };
        Segment { name: name(&segment.ident), span: self.span(segment.ident.span()), arguments }
    }

    fn segment_end(&self, segment: &syn::PathSegment) -> Span {
        match &segment.arguments {
            PathArguments::None => self.span(segment.ident.span()),
            PathArguments::AngleBracketed(angle) => self.span(angle.gt_token.span),
            PathArguments::Parenthesized(function) => match &function.output {
                ReturnType::Default => self.span(function.paren_token.span.close()),
                // The end of the output type is not known without a walk; nothing needs it.
                ReturnType::Type(arrow, _) => self.span(arrow.spans[1]),
            },
        }
    }

    pub(super) fn generic_arguments(&self, angle: &syn::AngleBracketedGenericArguments) -> Vec<GenericArgument> {
        angle
            .args
            .iter()
            .filter_map(|argument| match argument {
                syn::GenericArgument::Type(ty) => Some(GenericArgument::Type(self.ty(ty))),
                syn::GenericArgument::Const(_) => Some(GenericArgument::Const),
                syn::GenericArgument::AssocType(associated) => {
                    Some(GenericArgument::Associated(name(&associated.ident), self.ty(&associated.ty)))
                }
                syn::GenericArgument::Constraint(constraint) => {
                    Some(GenericArgument::Constraint(name(&constraint.ident), self.bounds(&constraint.bounds)))
                }
                _ => None,
            })
            .collect()
    }

    pub(super) fn ty(&self, ty: &Type) -> TypeRef {
        match ty {
            Type::Path(path) => TypeRef::Path(self.path(path.qself.as_ref(), &path.path)),
            Type::Reference(reference) => TypeRef::Reference(Box::new(self.ty(&reference.elem))),
            Type::Ptr(pointer) => TypeRef::Pointer(Box::new(self.ty(&pointer.elem))),
            Type::Tuple(tuple) => TypeRef::Tuple(tuple.elems.iter().map(|element| self.ty(element)).collect()),
            Type::Slice(slice) => TypeRef::Slice(Box::new(self.ty(&slice.elem))),
            Type::Array(array) => TypeRef::Array(Box::new(self.ty(&array.elem))),
            Type::FnPtr(function) => {
                TypeRef::Function(function.inputs.iter().map(|input| self.ty(&input.ty)).collect(), Box::new(self.output(&function.output)))
            }
            Type::ImplTrait(bounds) => TypeRef::Impl(self.bounds(&bounds.bounds)),
            Type::TraitObject(object) => TypeRef::Dyn(self.bounds(&object.bounds)),
            Type::Paren(paren) => self.ty(&paren.elem),
            Type::Group(group) => self.ty(&group.elem),
            Type::Never(_) => TypeRef::Never,
            Type::Infer(_) => TypeRef::Infer,
            _ => TypeRef::Unknown,
        }
    }

    pub(super) fn output(&self, output: &ReturnType) -> TypeRef {
        match output {
            ReturnType::Default => TypeRef::unit(),
            ReturnType::Type(_, ty) => self.ty(ty),
        }
    }

    pub(super) fn bounds(&self, bounds: &syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>) -> Vec<PathRef> {
        bounds
            .iter()
            .filter_map(|bound| match bound {
                TypeParamBound::Trait(bound) if bound.maybe.is_none() => Some(self.path(None, &bound.path)),
                _ => None,
            })
            .collect()
    }

    /// Whether a lifetime is among the bounds.
    pub(super) fn has_lifetime(bounds: &syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>) -> bool {
        bounds.iter().any(|bound| matches!(bound, TypeParamBound::Lifetime(_)))
    }

    pub(super) fn generics(&self, generics: &syn::Generics) -> Generics {
        let mut lowered = Generics::default();
        if generics.lifetimes().next().is_some() {
            lowered.has_lifetimes = true;
        }
        for param in &generics.params {
            if let SynParam::Type(param) = param {
                lowered.params.push(GenericParam {
                    name: name(&param.ident),
                    bounds: self.bounds(&param.bounds),
                    has_lifetime_bound: Self::has_lifetime(&param.bounds),
                    default: param.default.as_ref().map(|(_, ty)| self.ty(ty)),
                });
            }
        }
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            let WherePredicate::Type(predicate) = predicate else { continue };
            let (ty, bounds) = (self.ty(&predicate.bounded_ty), self.bounds(&predicate.bounds));
            let param = match &ty {
                TypeRef::Path(path) => path.as_name().and_then(|name| lowered.params.iter_mut().find(|param| param.name == *name)),
                _ => None,
            };
            match param {
                Some(param) => {
                    param.bounds.extend(bounds);
                    param.has_lifetime_bound |= Self::has_lifetime(&predicate.bounds);
                }
                None => lowered.clauses.push((ty, bounds)),
            }
        }
        lowered
    }
}

pub(super) fn attributes(attributes: &[syn::Attribute]) -> Attributes {
    let mut lowered = Attributes::default();
    for attribute in attributes {
        let path = attribute.path().segments.iter().map(|segment| name(&segment.ident)).collect::<Vec<_>>().join("::");
        match (path.as_str(), &attribute.meta) {
            ("cfg", syn::Meta::List(list)) => lowered.cfgs.push(tidy(&list.tokens.to_string())),
            ("path", syn::Meta::NameValue(value)) => lowered.path_override = text_of(value),
            ("cfg_attr", syn::Meta::List(list)) => {
                lowered.conditional_paths.extend(conditional_path(list));
                lowered.paths.push(Name::new(path));
            }
            ("derive", syn::Meta::List(list)) => {
                let paths = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
                let derived = list.parse_args_with(paths).unwrap_or_default();
                lowered.derives.extend(derived.iter().filter_map(|path| path.segments.last()).map(|segment| name(&segment.ident)));
            }
            ("doc", _) => {}
            _ => lowered.paths.push(Name::new(path)),
        }
    }
    lowered
}

/// `unix` and `unix.rs` of `cfg_attr(unix, path = "unix.rs")`.
fn conditional_path(list: &syn::MetaList) -> Option<(String, String)> {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',');
    let predicate: TokenStream = list.tokens.clone().into_iter().take_while(|token| !is_comma(token)).collect();
    let added: TokenStream = list.tokens.clone().into_iter().skip_while(|token| !is_comma(token)).skip(1).collect();
    let added = syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated.parse2(added).ok()?;
    let paths = added.iter().filter_map(|meta| match meta {
        syn::Meta::NameValue(value) if value.path.is_ident("path") => text_of(value),
        _ => None,
    });
    paths.last().map(|path| (tidy(&predicate.to_string()), path))
}

fn text_of(value: &syn::MetaNameValue) -> Option<String> {
    match &value.value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// `all (unix , feature = "x")` as people write it.
fn tidy(tokens: &str) -> String {
    tokens.replace(" (", "(").replace("( ", "(").replace(" )", ")").replace(" ,", ",")
}
