using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CrmWorkflows.Rules.Interop;

/// <summary>Compares our outcome of a case with that of the real engine: order, names, verdicts, events, messages, outputs, failures, children.</summary>
internal sealed class CaseComparison
{
    private readonly List<string> _differences = [];
    private readonly List<string> _more = [];

    public ImmutableArray<string> Differences => [.. _differences, .. _more];

    /// <summary>Whether all differences are rules that the real engine does not compile and ours runs.</summary>
    public bool IsOnlyMore => _differences.Count == 0 && _more.Count > 0;

    public bool IsSame => _differences.Count == 0 && _more.Count == 0;

    public void Compare(JsonElement expected, JsonElement actual)
    {
        Stage("throws", expected, actual);
        Stage("actionThrows", expected, actual);
        Rules("", Member(expected, "expected"), Member(actual, "expected"), withAction: true);
        Action(Member(expected, "expectedAction"), Member(actual, "expectedAction"));
    }

    private void Stage(string name, JsonElement expected, JsonElement actual)
    {
        var (one, other) = (StageOf(Member(expected, name)), StageOf(Member(actual, name)));
        if (one != other) _differences.Add($"{name}: {one ?? "nothing"} expected, {other ?? "nothing"} {Member(actual, name)} found");
    }

    private static string? StageOf(JsonElement fault) => fault.ValueKind == JsonValueKind.Object ? fault.GetProperty("stage").GetString() : null;

    private void Rules(string path, JsonElement expected, JsonElement actual, bool withAction)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            _differences.Add($"{path}: {expected.ValueKind} expected, {actual.ValueKind} found");
            return;
        }
        if (expected.ValueKind != JsonValueKind.Array) return;
        if (expected.GetArrayLength() != actual.GetArrayLength()) _differences.Add($"{path}: {expected.GetArrayLength()} rules expected, {actual.GetArrayLength()} found");
        foreach (var (one, other) in expected.EnumerateArray().Zip(actual.EnumerateArray())) Rule(path, one, other, withAction);
    }

    private void Rule(string path, JsonElement expected, JsonElement actual, bool withAction)
    {
        var at = $"{path}/{expected.GetProperty("rule").GetString()}";
        var failed = Member(expected, "exception").ValueKind == JsonValueKind.True;
        var fails = Member(actual, "exception").ValueKind == JsonValueKind.True;
        if (failed && !fails && Member(expected, "exceptionKind") is { ValueKind: JsonValueKind.String } kind && kind.GetString() == "expression")
        {
            _more.Add($"{at}: runs here, {Member(actual, "isSuccess")}");
            return;
        }
        foreach (var name in new[] { "rule", "isSuccess", "successEvent", "errorMessage", "exception" }) Value($"{at}.{name}", Member(expected, name), Member(actual, name));
        Kind($"{at}.exceptionKind", Member(expected, "exceptionKind"), Member(actual, "exceptionKind"));
        if (withAction) Output(at, expected, actual);
        Rules(at, Member(expected, "children"), Member(actual, "children"), withAction);
    }

    private void Output(string at, JsonElement expected, JsonElement actual)
    {
        if (Member(expected, "actionException").ValueKind == JsonValueKind.True && Member(actual, "actionException").ValueKind != JsonValueKind.True
            && Member(expected, "actionExceptionKind") is { ValueKind: JsonValueKind.String } kind && kind.GetString() == "expression")
        {
            _more.Add($"{at}: action runs here, {Member(actual, "output")}");
            return;
        }
        Value($"{at}.output", Member(expected, "output"), Member(actual, "output"));
        Kind($"{at}.outputType", Member(expected, "outputType"), Member(actual, "outputType"));
        Value($"{at}.actionException", Member(expected, "actionException"), Member(actual, "actionException"));
        Kind($"{at}.actionExceptionKind", Member(expected, "actionExceptionKind"), Member(actual, "actionExceptionKind"));
    }

    private void Action(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind != JsonValueKind.Object || actual.ValueKind != JsonValueKind.Object)
        {
            if ((expected.ValueKind == JsonValueKind.Object) != (actual.ValueKind == JsonValueKind.Object)) _differences.Add($"expectedAction: {expected} expected, {actual} found");
            return;
        }
        Value("action.output", Member(expected, "output"), Member(actual, "output"));
        Value("action.exception", Member(expected, "exception"), Member(actual, "exception"));
        Rules("action", Member(expected, "results"), Member(actual, "results"), withAction: false);
    }

    // Where a failure came from, and the type of an output, count when the case says them.
    private void Kind(string at, JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.String) Value(at, expected, actual);
    }

    private void Value(string at, JsonElement expected, JsonElement actual)
    {
        if (!AreEqual(expected, actual)) _differences.Add($"{at}: {Text(expected)} expected, {Text(actual)} found");
    }

    private static bool AreEqual(JsonElement expected, JsonElement actual) => (expected.ValueKind, actual.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => SameNumber(expected, actual),
        (JsonValueKind.String, JsonValueKind.String) => expected.GetString() == actual.GetString(),
        (JsonValueKind.Array, JsonValueKind.Array) => expected.GetArrayLength() == actual.GetArrayLength() && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(p => AreEqual(p.First, p.Second)),
        (JsonValueKind.Object, JsonValueKind.Object) => expected.EnumerateObject().Count() == actual.EnumerateObject().Count()
            && expected.EnumerateObject().All(m => actual.TryGetProperty(m.Name, out var other) && AreEqual(m.Value, other)),
        (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False, JsonValueKind.Undefined or JsonValueKind.Null) => expected.ValueKind != JsonValueKind.False,
        var (one, other) => one == other,
    };

    // By value: the cases hold what a double keeps of an exact number.
    private static bool SameNumber(JsonElement expected, JsonElement actual) =>
        (decimal.TryParse(expected.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(actual.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && a == b)
        || expected.GetDouble().Equals(actual.GetDouble());

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? "nothing" : element.GetRawText();

    private static JsonElement Member(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;
}
