#!/bin/sh
# Takes the encoders under the GPL (x264, x265), which we never use, out of an environment: sh leave-out-gpl.sh /opt/shrutik
#
# The wheel of PyAV carries FFmpeg under the LGPL, and these two as libraries of their own that it asks for by name. Each is
# replaced by one of ours with the same name, whose functions do nothing and return nothing: FFmpeg then says that the
# encoder cannot be opened. Fails if one is found and cannot be replaced, or if there is no libavcodec to look at.
set -eu
found=$(find "$1" -path '*/av.libs/*' -name 'libavcodec*.so*')
[ -n "$found" ] || { echo "there is no libavcodec in $1" >&2; exit 1; }
libraries=$(dirname "$found")
work=$(mktemp -d)
for library in "$libraries"/libx264* "$libraries"/libx265*; do
    [ -e "$library" ] || continue
    name=$(basename "$library")
    asked=$(nm --dynamic --undefined-only "$found" | awk -v of="${name%%-*}" '
        index($2, substr(of, 4) "_") == 1 { print $2 }')
    [ -n "$asked" ] || { echo "nothing asks for $name: look at it again" >&2; exit 1; }
    {
        echo 'const char shrutik_stand_in[] = "a stand-in of Shrutik without any encoder";'
        for function in $asked; do echo "void *$function(void) { return 0; }"; done
    } > "$work/stand_in.c"
    gcc -Os -shared -fPIC -s -Wl,-soname,"$name" -o "$library" "$work/stand_in.c"
    echo "replaced $name: $(echo "$asked" | wc -l) names"
done
rm -r "$work"
