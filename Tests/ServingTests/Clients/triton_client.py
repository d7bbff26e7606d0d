"""Asks a running server through tritonclient[http]; prints one line and exits 0 where all is as it should be.

Usage: triton_client.py HOST:PORT. It needs the models of FakeService.
"""

import sys

try:
    import numpy
    import tritonclient.http as http
    from tritonclient.utils import InferenceServerException
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

client = http.InferenceServerClient(sys.argv[1])
assert client.is_server_live()
assert not client.is_server_ready()
assert client.is_model_ready("traffic") and not client.is_model_ready("empty")
assert client.is_model_ready("traffic", "3")
assert client.get_server_metadata()["name"] == "flywheel"
metadata = client.get_model_metadata("traffic", "3")
assert [item["name"] for item in metadata["outputs"]] == ["probabilities", "class"]


def tensor(name, values, datatype, binary):
    made = http.InferInput(name, list(values.shape), datatype)
    made.set_data_from_numpy(values, binary_data=binary)
    return made


for binary in (True, False):
    inputs = [
        tensor("price", numpy.array([1.0, -2.0]), "FP64", binary),
        tensor("day", numpy.array(["mon", "1"], dtype=object), "BYTES", binary),
        tensor("holiday", numpy.array([True, False]), "BOOL", binary),
    ]
    for outputs in (
        None,
        [http.InferRequestedOutput(name, binary_data=binary) for name in ("class", "probabilities")],
    ):
        result = client.infer("traffic", inputs, outputs=outputs, request_id="r1")
        assert result.get_response()["id"] == "r1"
        assert result.as_numpy("probabilities").tolist() == [[0.25, 0.75], [0.75, 0.25]]
        classes = [x.decode() if isinstance(x, bytes) else x for x in result.as_numpy("class").tolist()]
        assert classes == ["up", "down"], classes
        assert len(result.get_response()["parameters"]["prediction_ids"]) == 2
    rows = tensor("rows", numpy.array([[1, 2, 3]], dtype=numpy.float32), "FP32", binary)
    assert client.infer("power", [rows]).as_numpy("value").tolist() == [6.0]

try:
    client.infer("nobody", [rows])
    raise AssertionError("an unknown model was answered")
except InferenceServerException as error:
    assert error.status() == "404", error
print("ok")
