//! The system's package manager, whichever it is.

use std::process::Command;

use anyhow::{Result, bail};

use crate::command;

struct Manager {
    program: &'static str,
    /// Brings its list of packages up to date, where it does not do so by itself.
    refresh: Option<&'static [&'static str]>,
    install: &'static [&'static str],
    needs_root: bool,
}

const MANAGERS: [Manager; 6] = [
    Manager {
        program: "apt-get",
        refresh: Some(&["update", "-q"]),
        install: &["install", "-y", "-q"],
        needs_root: true,
    },
    Manager {
        program: "dnf",
        refresh: None,
        install: &["install", "-y"],
        needs_root: true,
    },
    Manager {
        program: "pacman",
        refresh: None,
        install: &["-S", "--noconfirm"],
        needs_root: true,
    },
    Manager {
        program: "zypper",
        refresh: None,
        install: &["--non-interactive", "install"],
        needs_root: true,
    },
    Manager {
        program: "apk",
        refresh: None,
        install: &["add"],
        needs_root: true,
    },
    Manager {
        program: "brew",
        refresh: None,
        install: &["install"],
        needs_root: false,
    },
];

/// Installs a package of this name.
pub(super) fn install(package: &str) -> Result<()> {
    let Some(manager) = manager() else {
        bail!("no package manager was found");
    };
    if let Some(refresh) = manager.refresh {
        command::run(manager.command().args(refresh))?;
    }
    command::run(manager.command().args(manager.install).arg(package))
}

/// What a person types to install these packages.
pub(super) fn install_command(packages: &str) -> String {
    match manager() {
        Some(manager) => {
            let sudo = if manager.sudo() { "sudo " } else { "" };
            format!(
                "{sudo}{} {} {packages}",
                manager.program,
                manager.install.join(" ")
            )
        }
        None => format!("the package manager of this system to install {packages}"),
    }
}

fn manager() -> Option<&'static Manager> {
    MANAGERS
        .iter()
        .find(|manager| command::find(manager.program).is_some())
}

impl Manager {
    fn command(&self) -> Command {
        if self.sudo() {
            let mut command = Command::new("sudo");
            command.arg(self.program);
            command
        } else {
            Command::new(self.program)
        }
    }

    fn sudo(&self) -> bool {
        self.needs_root && !command::is_root()
    }
}
