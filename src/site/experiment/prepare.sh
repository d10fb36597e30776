#!/usr/bin/env bash
# Prepares the real-face experiments of README.md: prepare.sh DATA MODELS YUNET.onnx WORKSPACE
#   DATA       holds celebrities/ (aligned, a folder an identity), lfw-part/ and fgnet-part/ (photographs and .pts points)
#   MODELS     holds mobilefacenet-y1/model-symbol.json and model-0000.params
#   WORKSPACE  where faces, lists, the model of the shelf, the sweep and its runs go
set -euo pipefail
data="$(realpath "$1")" models="$(realpath "$2")" yunet="$(realpath "$3")" workspace="$(realpath -m "$4")"
interproto="${INTERPROTO:-$(dirname "$0")/../../../packaging/interproto}"
faces="$workspace/faces"
mkdir -p "$faces"

# 112 x 112 faces: FG-NET by its hand-placed points, LFW by YuNet's; the celebrities are aligned already.
"$interproto" dataset align "$data/fgnet-part" "$faces/fgnet" --landmarks pts
"$interproto" dataset align "$data/lfw-part" "$faces/lfw" --landmarks detect --detector yunet --model "$yunet" --face central

# Subjects 021 to 041 are for testing only, 001 to 020 for training.
"$interproto" dataset split --data "$faces/fgnet" --test-range 021-041 --out "$faces/split"
for gap in 20 30; do
    "$interproto" dataset pairs build "$faces/fgnet" --gap "$gap" --identities "$faces/split/test.txt" \
        --out "$faces/fgnet-c$gap.txt"
done

# One training folder; three celebrities are in LFW too and become one identity each. FG-NET's ages are in its file names.
for folder in "$data/celebrities"/* "$faces/lfw"/*/; do
    person="$(basename "$folder" | tr '_' ' ')"
    mkdir -p "$faces/train/$person"
    prefix="$([[ $folder == "$data"* ]] && echo celebrity || echo lfw)"
    for image in "$folder"/*.png; do
        cp -n "$image" "$faces/train/$person/$prefix-$(basename "$image")"
    done
done
for image in "$faces/fgnet"/0[01][0-9]A*.png "$faces/fgnet"/020A*.png; do
    name="$(basename "$image")"
    mkdir -p "$faces/train/fgnet ${name:0:3}"
    cp -n "$image" "$faces/train/fgnet ${name:0:3}/$name"
done
(
    echo path,age
    cd "$faces/train"
    for image in fgnet*/*.png; do
        name="$(basename "$image")"
        echo "$image,$((10#${name:4:2}))"
    done
) >"$faces/ages.csv"

# The same faces without colour: see README.md. ImageMagick takes it away.
if [[ ! -d "$faces/grey" ]]; then
    mkdir -p "$faces/grey.part"
    cp -r "$faces/train" "$faces/fgnet" "$faces/ages.csv" "$faces"/fgnet-c?0.txt "$faces/grey.part"
    find "$faces/grey.part" -name '*.png' -print0 | xargs -0 -n 200 mogrify -colorspace Gray
    mv "$faces/grey.part" "$faces/grey"
fi

"$interproto" model import "$models/mobilefacenet-y1/model-symbol.json" --name mobilefacenet-y1 --workspace "$workspace"
