//! The arguments that say whether the bodies of dependencies are read: the same for every command that follows calls.

use clap::Args;

use crate::cache::Cache;
use crate::options::{DependencyBodies, Reading};

#[derive(Args, Debug)]
pub(super) struct Dependencies {
    /// Read the bodies of dependencies too, if cargo has them [default]
    #[arg(long, overrides_with = "no_deps_bodies")]
    deps_bodies: bool,
    /// Leave them unread: faster, and the same on every machine
    #[arg(long, overrides_with = "deps_bodies")]
    no_deps_bodies: bool,
}

impl Dependencies {
    pub(super) fn reading(&self, cache: &Cache) -> Reading {
        let dependencies = if self.no_deps_bodies { DependencyBodies::Skip } else { DependencyBodies::Read };
        Reading { dependencies, cache: cache.clone() }
    }
}
