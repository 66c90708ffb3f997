using CrmWorkflows.Rules.Policies.RuleSet.Inputs;

namespace CrmWorkflows.Rules.Interop;

/// <summary>A named input. Its type is taken from the value once, here. Immutable.</summary>
public sealed class RuleParameter
{
    /// <summary>Names an input.</summary>
    /// <param name="name">The name that expressions use.</param>
    /// <param name="value">
    /// An object of your own (its public properties and fields are read, its methods are out of reach), an ExpandoObject or dictionary, JSON, or a scalar.
    /// </param>
    public RuleParameter(string name, object? value)
    {
        (Name, Value) = (name, value);
        Alone = [ObjectInput.Read(name, value)];
    }

    internal RuleParameter(RuleInput input) => (Name, Value, Alone) = (input.Name, OutputObjects.Of(input.Value), [input]);

    /// <summary>The name that expressions use.</summary>
    public string Name { get; }

    /// <summary>The value as it was given.</summary>
    public object? Value { get; }

    internal RuleInput Input => Alone[0];

    /// <summary>The input as the only one of a run; never changed.</summary>
    internal RuleInput[] Alone { get; }

    /// <summary>Reads an input from a JSON text, as Newtonsoft.Json reads an ExpandoObject.</summary>
    /// <param name="name">The name that expressions use.</param>
    /// <param name="json">The JSON text.</param>
    /// <exception cref="FormatException">The text is no JSON.</exception>
    public static RuleParameter FromJson(string name, string json)
    {
        var diagnostics = new Diagnostics.DiagnosticBag();
        var node = Diagnostics.Json.JsonSource.Parse(name, json, diagnostics) ?? throw new FormatException(diagnostics.ToImmutable()[0].ToString());
        return new RuleParameter(JsonInput.Read(name, node, InputKind.Expando));
    }
}
