//! Macro calls: their tokens are read as expressions, statements or arms, whichever parses; what does not parse is searched group by
//! group, so that `json!({ "size": fs::metadata(p)?.len() })` is seen too.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Item, Pat, Stmt, Token};

use super::types::attributes as attributes_of;
use super::{Lowering, name};
use crate::base::Span;
use crate::index::{Block, CfgBranches, ExprId, ExprKind, PathRef, Statement};
use crate::syntax::format;
use crate::syntax::read::imported;

/// `p = future, if guard => body` of `select!`, `p => body` of a `match`-like macro.
struct MacroArm {
    pattern: Option<Pat>,
    value: Option<Expr>,
    guard: Option<Expr>,
    body: Expr,
}

impl Lowering<'_> {
    pub(super) fn macro_call(&mut self, call: &syn::Macro) -> ExprId {
        let path = self.path(None, &call.path);
        self.body.unexpanded += u64::from(self.is_known(&path));
        let delimiters = call.delimiter.span();
        let (open, close) = (self.span(delimiters.open()), self.span(delimiters.close()));
        let tokens = Span::new(open.end(), close.start());
        let (arguments, shown) = match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(call.tokens.clone()) {
            Ok(exprs) => {
                let named: Vec<_> = exprs.iter().map(|expr| self.named_argument(expr)).collect();
                let shown = format::shown(&mut self.body, &named, |at| string_text(&exprs[at]));
                (named.into_iter().map(|(_, argument)| argument).collect(), shown)
            }
            Err(_) => (self.other_arguments(&call.tokens, tokens), None),
        };
        let span = path.span.cover(close);
        self.push(ExprKind::Macro { path, arguments, shown, tokens }, span)
    }

    /// Whether the definition of a macro is known: it is left to those who read code that is whole.
    fn is_known(&self, path: &PathRef) -> bool {
        let is_declared = path.as_name().is_some_and(|name| self.items.macros.iter().any(|declared| declared.name == *name));
        let imported = imported(&self.items, self.scope, path);
        is_declared || self.macros.definition(imported.as_ref().unwrap_or(path), path.span.start()).is_some()
    }

    /// The arguments of a macro that are no list of expressions.
    fn other_arguments(&mut self, tokens: &TokenStream, span: Span) -> Vec<ExprId> {
        if let Ok((element, count)) = repeated.parse2(tokens.clone()) {
            return vec![self.expr(&element), self.expr(&count)];
        }
        if let Ok(statements) = syn::Block::parse_within.parse2(tokens.clone())
            && statements.iter().any(|statement| !matches!(statement, Stmt::Item(Item::Verbatim(_))))
        {
            let block = self.statements(&statements, span);
            return vec![self.push(ExprKind::Block(block), span)];
        }
        if let Ok(arms) = macro_arms.parse2(tokens.clone()) {
            return arms.iter().map(|arm| self.macro_arm(arm, span)).collect();
        }
        self.pieces(tokens)
    }

    /// `name = value` among the arguments of `format!` assigns nothing.
    fn named_argument(&mut self, expr: &Expr) -> format::Argument {
        if let Expr::Assign(assign) = expr
            && let Expr::Path(path) = &*assign.left
            && let Some(ident) = path.path.get_ident()
        {
            return (Some(name(ident)), self.expr(&assign.right));
        }
        (None, self.expr(expr))
    }

    /// As the block `{ let pattern = value.await; if guard {} body }`, which is what `select!` makes of it.
    fn macro_arm(&mut self, arm: &MacroArm, span: Span) -> ExprId {
        let mut block = Block::default();
        if let Some(value) = &arm.value {
            let future = self.expr(value);
            let value_span = self.body.expr(future).span;
            let value = self.push(ExprKind::Await(future), value_span);
            let pattern = arm.pattern.as_ref().map_or(crate::index::Pattern::Nothing, |pattern| self.pattern(pattern));
            block.statements.push(Statement::Let { pattern, ty: None, value: Some(value), otherwise: None });
        } else if let Some(pattern) = &arm.pattern {
            let pattern = self.pattern(pattern);
            block.statements.push(Statement::Let { pattern, ty: None, value: None, otherwise: None });
        }
        if let Some(guard) = &arm.guard {
            let guard = self.expr(guard);
            block.statements.push(Statement::Expr(guard));
        }
        block.tail = Some(self.expr(&arm.body));
        self.push(ExprKind::Block(block), span)
    }

    /// Splits at `,`, `;`, `:` and `=>`, takes what parses and looks into the groups of what does not.
    fn pieces(&mut self, tokens: &TokenStream) -> Vec<ExprId> {
        let mut found = Vec::new();
        let mut piece: Vec<TokenTree> = Vec::new();
        let mut trees = tokens.clone().into_iter().peekable();
        while let Some(tree) = trees.next() {
            let joint_colon = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ':')
                && (matches!(trees.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':')
                    || matches!(piece.last(), Some(TokenTree::Punct(last)) if last.as_char() == ':'));
            match &tree {
                TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') || (punct.as_char() == ':' && !joint_colon) => {
                    self.piece(std::mem::take(&mut piece), &mut found);
                }
                TokenTree::Punct(punct)
                    if punct.as_char() == '=' && matches!(trees.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '>') =>
                {
                    trees.next();
                    self.piece(std::mem::take(&mut piece), &mut found);
                }
                _ => piece.push(tree),
            }
        }
        self.piece(piece, &mut found);
        found
    }

    fn piece(&mut self, piece: Vec<TokenTree>, found: &mut Vec<ExprId>) {
        let is_expression_like = piece.len() > 1 || matches!(piece.first(), Some(TokenTree::Group(_) | TokenTree::Ident(_)));
        if !is_expression_like {
            return;
        }
        let groups: Vec<_> = piece
            .iter()
            .filter_map(|tree| match tree {
                TokenTree::Group(group) => Some(group.clone()),
                _ => None,
            })
            .collect();
        let stream: TokenStream = piece.into_iter().collect();
        if let Ok(expr) = syn::parse2::<Expr>(stream) {
            found.push(self.expr(&expr));
            return;
        }
        for group in groups {
            let span = Span::new(self.span(group.span_open()).end(), self.span(group.span_close()).start());
            if group.delimiter() == Delimiter::Brace
                && let Ok(statements) = syn::Block::parse_within.parse2(group.stream())
            {
                let block = self.statements(&statements, span);
                found.push(self.push(ExprKind::Block(block), span));
            } else {
                found.extend(self.pieces(&group.stream()));
            }
        }
    }
}

/// A string as it is written.
fn string_text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.token().to_string()),
            _ => None,
        },
        Expr::Group(group) => string_text(&group.expr),
        _ => None,
    }
}

/// The items among the tokens of a macro call in item position: all of them, or the modules that have files and what is in its brace
/// groups. With each the `cfg` predicates before the braces around it: `if #[cfg(unix)] { … } else { … }`.
pub(super) fn items_in(tokens: &TokenStream) -> Vec<(Vec<String>, Item)> {
    if let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) {
        let items = file.items.into_iter().filter(|item| !matches!(item, Item::Verbatim(_)));
        return items.map(|item| (Vec::new(), item)).collect();
    }
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    let (mut start, mut branches) = (0, None);
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let cfgs = cfgs_of_branch(&trees[start..at], &mut branches);
                let with_cfgs = |(inner, item): (Vec<String>, Item)| (cfgs.iter().cloned().chain(inner).collect(), item);
                found.extend(items_in(&group.stream()).into_iter().map(with_cfgs));
                start = at + 1;
            }
            TokenTree::Punct(sign) if sign.as_char() == ';' => {
                found.extend(module_with_file(&trees[start..=at]).map(|item| (Vec::new(), item)));
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// The predicates that hold in braces with these tokens before them: `if #[cfg(a)]`, `else if #[cfg(b)]` or `else`. The branches are those of
/// the `if` that is open.
fn cfgs_of_branch(before: &[TokenTree], branches: &mut Option<CfgBranches>) -> Vec<String> {
    let is = |tree: Option<&TokenTree>, word: &str| matches!(tree, Some(TokenTree::Ident(ident)) if ident == word);
    let is_else = is(before.first(), "else");
    let mut open = branches.take().filter(|_| is_else);
    if is_else && before.len() == 1 {
        return open.map(|mut open| open.next(None)).unwrap_or_default();
    }
    let [.., word, sign, condition] = before else { return Vec::new() };
    if !is(Some(word), "if") || (is_else && open.is_none()) {
        return Vec::new();
    }
    let attributes = syn::Attribute::parse_outer.parse2([sign, condition].into_iter().cloned().collect());
    let Some(own) = attributes.ok().and_then(|written| attributes_of(&written).cfgs.first().cloned()) else { return Vec::new() };
    let cfgs = open.get_or_insert_default().next(Some(&own));
    *branches = open;
    cfgs
}

/// `#[cfg(unix)] pub mod fs;` where the tokens end with it.
fn module_with_file(trees: &[TokenTree]) -> Option<Item> {
    let [.., TokenTree::Ident(keyword), TokenTree::Ident(_), _] = trees else { return None };
    if keyword != "mod" {
        return None;
    }
    let parse = |from: usize| syn::parse2::<syn::ItemMod>(trees[from..].iter().cloned().collect()).ok();
    (0..trees.len()).find_map(parse).map(Item::Mod)
}

/// `element; count` of `vec!`.
fn repeated(input: ParseStream<'_>) -> syn::Result<(Expr, Expr)> {
    let element = input.parse()?;
    input.parse::<Token![;]>()?;
    Ok((element, input.parse()?))
}

fn macro_arms(input: ParseStream<'_>) -> syn::Result<Vec<MacroArm>> {
    let mut arms = Vec::new();
    if input.peek(syn::Ident) && input.peek2(Token![;]) {
        // `biased;`
        input.parse::<syn::Ident>()?;
        input.parse::<Token![;]>()?;
    }
    while !input.is_empty() {
        let mut arm = if input.peek(Token![else]) {
            input.parse::<Token![else]>()?;
            MacroArm { pattern: None, value: None, guard: None, body: Expr::PLACEHOLDER }
        } else {
            let pattern = Some(Pat::parse_multi_with_leading_vert(input)?);
            let value = if input.peek(Token![=]) && !input.peek(Token![=>]) {
                input.parse::<Token![=]>()?;
                Some(input.parse()?)
            } else {
                None
            };
            MacroArm { pattern, value, guard: None, body: Expr::PLACEHOLDER }
        };
        if input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
        }
        if input.peek(Token![if]) {
            input.parse::<Token![if]>()?;
            arm.guard = Some(input.parse()?);
        }
        input.parse::<Token![=>]>()?;
        let is_block = input.peek(syn::token::Brace);
        arm.body = if is_block { Expr::Block(input.parse()?) } else { input.parse()? };
        arms.push(arm);
        if !input.is_empty() && (!is_block || input.peek(Token![,])) {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(arms)
}
