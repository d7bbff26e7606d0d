"""A learner that does one thing wrong: which is its first argument."""
import json
import os
import sys
import time

fault = sys.argv[1]
# Answers after which it ends, and a file that says it did so once.
once = sys.argv[2] if len(sys.argv) > 2 else ""


def say(reply):
    print(json.dumps(reply), flush=True)


say({"hello": {"protocol": 2 if fault == "speaks-another-protocol" else 1}})
answered = 0
for line in sys.stdin:
    (word, given), = json.loads(line).items()
    if word == "fit":
        print("reading the rows", file=sys.stderr, flush=True)
        if fault == "ends":
            print("there is no forest here", file=sys.stderr, flush=True)
            sys.exit(3)
        if fault == "hangs":
            print("thinking", file=sys.stderr, flush=True)
            time.sleep(600)
        if fault == "talks-nonsense":
            say("nonsense")
            continue
        if fault == "refuses":
            say({"failed": {"message": "too few rows for me"}})
            continue
        if fault == "eats-memory":
            kept = bytearray(os.urandom(1 << 20)) * 400
            time.sleep(600)
        if fault != "writes-no-model":
            with open(given["model"], "w") as file:
                file.write("{}")
        say({"fitted": {}})
    elif word == "load":
        say({"loaded": {}})
    else:
        rows = given["rows"]
        if fault == "ends-later" and answered >= 5 and not os.path.exists(once):
            open(once, "w").close()
            os._exit(1)
        if fault == "always-ends-later" and answered >= 5:
            sys.exit("no answer left")
        if fault == "hangs-later" and answered >= 5:
            time.sleep(600)
        answered += len(rows) if len(rows) == 1 else 0
        if fault == "answers-too-few":
            rows = rows[1:]
        if fault == "answers-too-wide":
            say({"answers": [[0.2, 0.3, 0.5] for _ in rows]})
        elif fault == "answers-not-a-number":
            say({"answers": [[float("nan"), 1.0] for _ in rows]})
        else:
            say({"answers": [[0.25, 0.75] for _ in rows]})
