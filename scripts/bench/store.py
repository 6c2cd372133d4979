"""Results of earlier sessions: what was measured need not be measured again while something else is worked on."""

import json
from fractions import Fraction


class Store:
    def __init__(self, folder, inputs):
        self.folder, self.inputs = folder, inputs
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, tool):
        return self.folder / (
            "".join(letter if letter.isalnum() else "-" for letter in f"{tool.name} {tool.edge}") + ".json"
        )

    def put(self, tool, result, counts):
        """`counts` is None where there are none."""
        kept = counts and [[zone, trajectory, str(cells)] for (zone, trajectory), cells in counts.items()]
        self.path(tool).write_text(json.dumps({"inputs": self.inputs, "result": result, "counts": kept}))

    def get(self, tool):
        path = self.path(tool)
        if not path.is_file():
            raise SystemExit(
                f"{tool.name} {tool.edge} has not been measured in {self.folder} (leave --tools out, or name it)"
            )
        kept = json.loads(path.read_text())
        if kept["inputs"] != self.inputs:
            raise SystemExit(f"{path} is of other files than the study holds now (measure it again)")
        counts = kept["counts"] and {(zone, trajectory): Fraction(cells) for zone, trajectory, cells in kept["counts"]}
        return kept["result"], counts
