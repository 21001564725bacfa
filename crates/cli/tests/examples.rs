//! Runs the examples of `docs/cli.md` and of `tests/cmd`, and compares every answer and exit code.

#[test]
fn the_examples_hold() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("../../docs/cli.md");
}
