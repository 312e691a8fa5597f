# Building out of the source tree.
# shellcheck shell=sh disable=SC2154 # places are named in state.sh

build_jobs() {
	getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1
}

# build DIR PREFIX OPTION...: configures once, makes what changed, installs.
# A build that was interrupted carries on.
build() {
	build_dir=$1 build_prefix=$2
	shift 2
	mkdir -p "$build_dir"
	# automake comes last: without its file the preparation was cut short.
	if ! [ -x "$top/configure" ] || ! [ -f "$top/Makefile.in" ]; then
		[ -w "$top" ] || die "$top is not writable: the build system \
cannot be made" "clone to a folder of your own"
		step "Preparing the build" "$build_dir/autoreconf.log" \
		    autoreconf -i "$top"
	fi
	build_options="--prefix=$build_prefix $*"
	if ! [ -f "$build_dir/Makefile" ] || [ "$build_options" != \
	    "$(cat "$build_dir/options" 2>/dev/null)" ]; then
		rm -f "$build_dir/options"
		step "Configuring" "$build_dir/configure.log" \
		    build_configure "$@"
		echo "$build_options" >"$build_dir/options"
	fi
	step "Building" "$build_dir/make.log" \
	    make -C "$build_dir" -j "$(build_jobs)"
	build_install
}

build_configure() {
	cd "$build_dir" && "$top/configure" -C -q "--prefix=$build_prefix" "$@"
}

build_install() {
	make -C "$build_dir" install >"$build_dir/install.log" 2>&1 </dev/null ||
	    die "installing into $build_prefix failed" \
	    "see $build_dir/install.log"
}
