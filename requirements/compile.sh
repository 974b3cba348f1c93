#!/bin/sh
# Pin every dependency with its hashes, for Python 3.11 to 3.13 on any platform, naming no host. Needs uv.
set -eu
cd "$(dirname "$0")"
compile() {
    out=$1; shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
        --custom-compile-command "make requirements" --output-file "$out" "$@"
}
compile base.txt ../pyproject.toml
compile build.txt build.in
compile page.txt ../pyproject.toml --all-extras --constraint base.txt
compile dev.txt ../pyproject.toml --all-extras dev.in --constraint base.txt --constraint page.txt
compile oracle.txt oracle.in
compile peers.txt peers.in
compile notebooks.txt ../pyproject.toml notebooks.in --constraint base.txt --constraint dev.txt
# Owl needs Python 3.12.
uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-annotate \
    --custom-compile-command "make requirements" --output-file owl.txt owl.in
