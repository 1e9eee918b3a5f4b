import unittest

from reasons import from_one_root, operations, refusal_problem

OPERATION = {
    "operationId": "edit",
    "x-novita-reasons": {"400": ["CONFLICT"], "404": ["RESOURCE_NOT_FOUND"]},
    "x-novita-rules": ["ports"],
    "responses": {"400": {"$ref": "#/components/responses/Bad"}, "404": {"x-novita-reasons": ["API_NOT_FOUND"]}},
}
DOCUMENT = {
    "servers": [{"url": "https://api.example/v1"}],
    "paths": {
        "/edit": {"post": OPERATION},
        "/user": {"servers": [{"url": "https://api.example"}], "get": {"operationId": "user"}},
    },
    "components": {"responses": {"Bad": {"x-novita-reasons": ["VALIDATOR_PARAM", "REQUEST"]}}},
}


def problem(status: int, reason: str | None, message: str = "", valid: bool = True) -> str | None:
    return refusal_problem(DOCUMENT, OPERATION, {"status": status, "reason": reason, "message": message}, valid)


class Refusals(unittest.TestCase):
    def test_a_listed_reason_is_no_problem(self) -> None:
        self.assertIsNone(problem(400, "CONFLICT"))
        self.assertIsNone(problem(404, "RESOURCE_NOT_FOUND"))
        self.assertIsNone(problem(404, "API_NOT_FOUND"))

    def test_a_listed_reason_with_another_status_is_one(self) -> None:
        self.assertEqual(
            problem(404, "CONFLICT"),
            "edit answered 404 with reason 'CONFLICT'; the document lists ['API_NOT_FOUND', 'RESOURCE_NOT_FOUND']",
        )

    def test_a_reason_that_is_not_listed_or_absent_is_one(self) -> None:
        listed = "the document lists ['CONFLICT', 'REQUEST', 'VALIDATOR_PARAM']"
        for reason in ["BALANCE_NOT_ENOUGH", None, ""]:
            for valid in [True, False]:
                self.assertEqual(
                    problem(400, reason, valid=valid), f"edit answered 400 with reason {reason!r}; {listed}"
                )

    def test_an_invalid_call_may_be_called_invalid(self) -> None:
        self.assertIsNone(problem(400, "VALIDATOR_PARAM", "invalid gpuNum: too many", valid=False))
        self.assertIsNone(problem(400, "REQUEST", valid=False))

    def test_a_valid_call_may_be_called_invalid_by_a_rule_only(self) -> None:
        self.assertIsNone(problem(400, "VALIDATOR_PARAM", "invalid ports: used twice"))
        self.assertIsNone(problem(400, "VALIDATOR_PARAM", "invalid ports[0].port: reserved"))
        for reason, message in [
            ("VALIDATOR_PARAM", "invalid gpuNum: too many"),
            ("VALIDATOR_PARAM", "invalid portsx: no"),
            ("VALIDATOR_PARAM", ""),
            ("REQUEST", "invalid ports: no"),
        ]:
            self.assertEqual(
                problem(400, reason, message),
                f"edit refused a call that is valid by its schema: {reason}, {message!r}; "
                "the document lists ['CONFLICT'], and rules beyond the schema for ['ports']",
            )


class Documents(unittest.TestCase):
    def test_operations_are_found_by_their_id(self) -> None:
        self.assertEqual(operations(DOCUMENT), {"edit": OPERATION, "user": {"operationId": "user"}})

    def test_paths_are_written_from_the_root_of_the_host(self) -> None:
        document = {**DOCUMENT, "paths": {path: {**item} for path, item in DOCUMENT["paths"].items()}}
        from_one_root(document)
        self.assertEqual(
            {key: document.get(key) for key in ["servers", "paths"]},
            {"servers": None, "paths": {"/v1/edit": {"post": OPERATION}, "/user": {"get": {"operationId": "user"}}}},
        )


if __name__ == "__main__":
    unittest.main()
