import ArgumentParser

@main
struct KTC: ParsableCommand {}
