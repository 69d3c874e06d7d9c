#!/bin/sh
# Fetch the released browser bundles again, at the versions named here.
# To update one: change its version here and in README.md, then `make vendor`.
set -eu
cd "$(dirname "$0")"

# fetch PACKAGE@VERSION FOLDER FILE...: unpack these files of an npm package into FOLDER.
fetch() {
    package=$1 folder=$2
    shift 2
    tarball=$(npm pack --silent "$package")
    rm -rf "$folder"
    mkdir -p "$folder"
    tar -xzf "$tarball" -C "$folder" --strip-components=1 "$@"
    rm "$tarball"
}

# TeX in, HTML and hidden MathML out: one script with every TeX extension, and its fonts.
fetch mathjax@3.2.2 vendor/mathjax package/LICENSE package/es5/tex-chtml-full.js \
    package/es5/output/chtml/fonts/woff-v2
# The contours of a map. They are installed with the library, so that a figure in a
# notebook has them too.
fetch d3-array@3.2.4 static/figures/d3-array package/LICENSE package/dist/d3-array.min.js
fetch d3-contour@4.0.2 static/figures/d3-contour package/LICENSE package/dist/d3-contour.min.js
