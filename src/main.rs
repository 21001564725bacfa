//! Starts the console in the page.

fn main() {
    piecewise::launch::start();
}
