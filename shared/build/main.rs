//! Compiles the tables that the crate reads in place.

mod confusables;
mod public_suffix;

#[expect(clippy::print_stdout, reason = "cargo reads it")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rule_bits = "src/site/suffix/rule_bits.rs";
    for input in ["build", confusables::TABLE, public_suffix::LIST, rule_bits] {
        println!("cargo::rerun-if-changed={input}");
    }
    public_suffix::compile()?;
    confusables::compile()
}
