using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>A type in a signature: a type, a variable, or a list, map or record of patterns.</summary>
internal sealed class TypePattern
{
    private static readonly Dictionary<string, ScalarType> Scalars = ScalarType.All.ToDictionary(t => t.Name, StringComparer.Ordinal);

    private readonly string _name;
    private readonly ImmutableArray<TypePattern> _parts;
    private readonly ImmutableArray<string> _memberNames;

    private TypePattern(string name, bool takesNull, ImmutableArray<TypePattern> parts, ImmutableArray<string> memberNames = default) =>
        (_name, TakesNull, _parts, _memberNames) = (name, takesNull, parts, memberNames);

    public bool TakesNull { get; }

    public override string ToString() => (_parts.IsEmpty ? _name : $"{_name}<{string.Join(", ", _parts)}>") + (TakesNull ? "?" : "");

    private bool IsVariable => _name.Length == 1;

    public static TypePattern Parse(string text)
    {
        var takesNull = text.EndsWith('?');
        if (takesNull) text = text[..^1];
        if (text.StartsWith('{'))
        {
            var members = Signature.Split(text[1..^1]).Select(m => (Name: m[..m.IndexOf(':', StringComparison.Ordinal)].Trim(), Type: m[(m.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())).ToArray();
            return new("{}", takesNull, [.. members.Select(m => Parse(m.Type))], [.. members.Select(m => m.Name)]);
        }
        var open = text.IndexOf('<', StringComparison.Ordinal);
        return open < 0
            ? new(text, takesNull, [])
            : new(text[..open], takesNull, [.. Signature.Split(text[(open + 1)..^1]).Select(Parse)]);
    }

    /// <summary>Whether a type fits, and what the variables then stand for. <paramref name="lifted"/> is set when null must be handled for the function.</summary>
    public bool Unify(FactType type, Dictionary<string, FactType> variables, ref bool lifted)
    {
        if (type.IsNullable && type is not NullType && !TakesNull && !(IsVariable && _name is "T" or "U"))
        {
            lifted = true;
            type = type.NotNull();
        }
        if (type is NullType && (TakesNull || !IsVariable)) return TakesNull || (lifted = true);
        if (IsVariable) return UnifyVariable(TakesNull ? type.NotNull() : type, variables);
        return (_name, type.NotNull()) switch
        {
            ("List", ListType list) => list.Element is NullType || _parts[0].UnifyElement(list.Element, variables, ref lifted),
            ("Map", MapType map) => _parts.Length == 1
                ? _parts[0].UnifyElement(map.Element, variables, ref lifted)
                : _parts[0].UnifyElement(map.Key, variables, ref lifted) && _parts[1].UnifyElement(map.Element, variables, ref lifted),
            ("Number", var t) => TypeRules.IsNumeric(t),
            ("Money", var t) => t is MoneyType,
            (_, var t) => Scalars.TryGetValue(_name, out var scalar) && TypeRules.IsAssignable(t, scalar),
        };
    }

    private bool UnifyElement(FactType type, Dictionary<string, FactType> variables, ref bool lifted) => Unify(type, variables, ref lifted);

    private bool UnifyVariable(FactType type, Dictionary<string, FactType> variables)
    {
        if (_name == "N" && !TypeRules.IsNumeric(type)) return false;
        if (_name == "C" && !TypeRules.IsOrdered(type.NotNull())) return false;
        if (!variables.TryGetValue(_name, out var known))
        {
            variables[_name] = type;
            return true;
        }
        if (TypeRules.Common(known, type) is not { } common) return false;
        variables[_name] = common;
        return true;
    }

    /// <summary>The type that the pattern stands for, once the variables are known; null when one of them is not.</summary>
    public FactType? Resolve(Dictionary<string, FactType> variables)
    {
        FactType? type = _name switch
        {
            "{}" => Record(variables),
            "List" => _parts[0].Resolve(variables) is { } e ? new ListType(e) : null,
            "Map" => _parts.Length == 1
                ? _parts[0].Resolve(variables) is { } e ? new MapType(ScalarType.Text, e) : null
                : _parts[0].Resolve(variables) is { } k && _parts[1].Resolve(variables) is { } v ? new MapType(k.NotNull(), v) : null,
            _ when IsVariable => variables.GetValueOrDefault(_name),
            _ => Scalars.GetValueOrDefault(_name),
        };
        return TakesNull ? type?.OrNull() : type;
    }

    private RecordType? Record(Dictionary<string, FactType> variables)
    {
        var members = ImmutableArray.CreateBuilder<RecordMember>();
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].Resolve(variables) is not { } type) return null;
            members.Add(new RecordMember(_memberNames[i], type));
        }
        return TypeRules.RecordOf(members.ToImmutable());
    }
}
