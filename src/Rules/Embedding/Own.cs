using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>Arguments and results of the embedding program's own functions.</summary>
internal static class Own
{
    /// <summary>How expressions write a type; null when they do not have it.</summary>
    public static string? NameOf(Type type)
    {
        var name = FactMember.Plain(type) switch
        {
            var t when t == typeof(bool) => "Boolean",
            var t when t == typeof(int) || t == typeof(long) => "Integer",
            var t when t == typeof(decimal) => "Decimal",
            var t when t == typeof(string) => "Text",
            var t when t == typeof(DateOnly) => "Date",
            var t when t == typeof(DateTimeOffset) => "Instant",
            var t when t == typeof(TimeOnly) => "TimeOfDay",
            var t when t == typeof(TimeSpan) => "Duration",
            _ => null,
        };
        return name is not null && Nullable.GetUnderlyingType(type) is not null ? name + "?" : name;
    }

    public static T Read<T>(Value value)
    {
        if (!value.IsPresent) return default!;
        var type = FactMember.Plain(typeof(T));
        object read = value.Kind switch
        {
            ValueKind.Boolean => value.AsBoolean(),
            ValueKind.Integer when type == typeof(int) => checked((int)value.AsInteger()),
            ValueKind.Integer when type == typeof(decimal) => value.AsDecimal(),
            ValueKind.Integer => value.AsInteger(),
            ValueKind.Decimal => value.AsDecimal(),
            ValueKind.Text => value.AsText(),
            ValueKind.Date => value.AsDate(),
            ValueKind.Instant => value.AsInstant(),
            ValueKind.TimeOfDay => value.AsTimeOfDay(),
            _ => value.AsDuration(),
        };
        return (T)read;
    }

    /// <summary>Calls a function of the program; what it throws ends the decision as a fault and not the program.</summary>
    public static Value Call<T>(string name, Func<T> function)
    {
        T result;
        try
        {
            result = function();
        }
        catch (Exception e) when (e is not (EvaluationFault or OutOfMemoryException))
        {
            throw new EvaluationFault(EvaluationDiagnostics.BadArgument, name);
        }
        return Written(result) is { IsNull: false } value || Nullable.GetUnderlyingType(typeof(T)) is not null
            ? Written(result)
            : throw new EvaluationFault(EvaluationDiagnostics.BadArgument, name);
    }

    private static Value Written(object? result) => result switch
    {
        null => Value.Null,
        bool b => Value.Of(b),
        int n => Value.Of((long)n),
        long n => Value.Of(n),
        decimal d => Value.Of(d),
        string s => Value.Of(s),
        DateOnly d => Value.Of(d),
        DateTimeOffset i => Value.Of(i),
        TimeOnly t => Value.Of(t),
        TimeSpan t => Value.Of(t),
        _ => throw new InvalidOperationException(result.GetType().Name),
    };
}
