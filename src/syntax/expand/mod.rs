//! `macro_rules!`: a call is matched against the arms of a definition, and the arm that fits becomes tokens (the Rust reference, "Macros
//! By Example"). What comes from the call keeps its place in the text; what comes from the definition stands where the call stands.

mod arms;
mod fragments;
mod matching;
mod transcribe;

use proc_macro2::{Span, TokenStream};

use crate::base::Name;
use arms::Arm;

/// A definition as its arms.
pub(super) struct Rules {
    arms: Vec<Arm>,
    /// What `$crate` means: the name of the crate of the definition, if that is not the crate of the call.
    crate_name: Option<Name>,
}

/// What the expansions of one body may cost.
pub(super) struct Fuel {
    /// How many tokens may still be made.
    pub(super) tokens: usize,
    /// How many expansions have been made: tells the variables of one from those of another.
    pub(super) expansions: usize,
}

/// More tokens than this are no helper macro but a program of its own.
const MOST_TOKENS: usize = 100_000;

impl Default for Fuel {
    fn default() -> Self {
        Self { tokens: MOST_TOKENS, expansions: 0 }
    }
}

impl Rules {
    /// The rules between the delimiters of a definition; none where they are not the arms of a `macro_rules!`.
    pub(super) fn new(rules: &TokenStream, crate_name: Option<Name>) -> Option<Self> {
        Some(Self { arms: arms::arms(rules)?, crate_name })
    }

    /// What a call with these arguments becomes; none if no arm fits or the fuel is used up.
    pub(super) fn expand(&self, arguments: &TokenStream, call: Span, fuel: &mut Fuel) -> Option<TokenStream> {
        fuel.expansions += 1;
        let (arm, bindings) = self.arms.iter().find_map(|arm| Some((arm, matching::bindings(arm, arguments)?)))?;
        transcribe::transcribe(arm, &bindings, transcribe::Origin { call, crate_name: self.crate_name.as_ref() }, fuel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(rules: &str, arguments: &str) -> Option<String> {
        let rules = Rules::new(&rules.parse().ok()?, None)?;
        let tokens = rules.expand(&arguments.parse().ok()?, Span::call_site(), &mut Fuel::default())?;
        Some(tokens.to_string())
    }

    fn check(rules: &str, arguments: &str, expected: &str) {
        let expected: TokenStream = expected.parse().unwrap_or_default();
        let plain = |text: &str| text.replace(' ', "");
        let found = expand(rules, arguments).map(|found| plain(&found));
        assert_eq!(found, Some(plain(&expected.to_string())), "{rules} of {arguments}");
    }

    #[test]
    fn the_first_arm_that_fits_is_taken() {
        check("() => { 0 }; ($a:expr) => { f($a) }; ($a:expr, $($rest:tt)+) => { g($a, $($rest)+) };", "", "0");
        check("() => { 0 }; ($a:expr) => { f($a) }; ($a:expr, $($rest:tt)+) => { g($a, $($rest)+) };", "x", "f(x)");
        check("() => { 0 }; ($a:expr) => { f($a) }; ($a:expr, $($rest:tt)+) => { g($a, $($rest)+) };", "x, y, z", "g(x, y, z)");
        assert_eq!(expand("($a:ident) => { $a };", "1"), None);
    }

    #[test]
    fn each_kind_of_fragment_is_matched() {
        check("($t:ty) => { T<$t> };", "u8", "T<u8>");
        check("($p:pat => $b:block) => { match x { $p => $b } };", "Some(_) | None => { 1 }", "match x { Some(_) | None => { 1 } }");
        check("($v:vis fn $n:ident) => { $v fn $n() {} };", "pub(crate) fn a", "pub(crate) fn a() {}");
        check("($v:vis fn $n:ident) => { $v fn $n() {} };", "fn a", "fn a() {}");
        check("($l:lifetime $x:literal $q:path) => { $l: loop { $q($x) } };", "'a -1 b::c", "'a: loop { b::c(-1) }");
        check("($s:stmt; $i:item) => { $s; $i };", "let x = 1; fn f() {}", "let x = 1; fn f() {}");
        check("($m:meta $t:tt) => { #[$m] $t };", "cfg(unix) 'a", "#[cfg(unix)] 'a");
    }

    #[test]
    fn repetitions_nest_and_have_separators() {
        check("($($k:ident = [$($v:expr),*]);* $(;)?) => { $($k(&[$($v),*]);)* };", "a = [1, 2]; b = [];", "a(&[1, 2]); b(&[]);");
        check("($($k:ident => $v:literal),+ $(,)?) => { $($k: $v),+ };", "a => 1, b => 2,", "a: 1, b: 2");
        check("($a:ident $($b:ident)?) => { $a $(. $b)? };", "x", "x");
        check("($a:ident, $($b:ident),*) => { $($a . $b;)* };", "x, y, z", "x.y; x.z;");
    }

    #[test]
    fn a_variable_of_the_definition_is_none_of_the_call() {
        check("($e:expr) => { { let x = 1; $e + x } };", "x", "{ let x__1 = 1; x + x__1 }");
    }
}
