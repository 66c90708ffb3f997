using System.Linq.Expressions;
using System.Reflection;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>One way to call something: the types it takes, and whether its last parameter collects what is left.</summary>
/// <param name="Member">The method or constructor; null for an operator.</param>
internal sealed record Overload(MethodBase? Member, Type[] Parameters, bool Collects)
{
    public static Overload Of(MethodBase member)
    {
        var parameters = member.GetParameters();
        return new(member, [.. parameters.Select(p => p.ParameterType)], parameters.Length > 0 && parameters[^1].IsDefined(typeof(ParamArrayAttribute), false));
    }

    public static Overload Of(params Type[] parameters) => new(null, parameters, false);
}

/// <summary>Chooses among overloads as RulesEngine does: by the first argument that prefers one of them; several best ones are an error.</summary>
internal static class Overloads
{
    /// <returns>The number of best overloads, and the first of them with its promoted arguments.</returns>
    public static (int Count, Overload? Best, Expression[] Arguments) Choose(IReadOnlyList<Overload> overloads, IReadOnlyList<Bound> arguments)
    {
        // Nothing is better than the very types; most operands need no more than this.
        if (Exact(overloads, arguments) is { } exact) return (1, exact, [.. arguments.Select(a => a.Node)]);
        var applicable = new List<(Overload Overload, Expression[] Arguments)>();
        foreach (var overload in overloads)
            if (Apply(overload, arguments) is { } promoted) applicable.Add((overload, promoted));
        if (applicable.Count > 1)
        {
            var best = applicable.Where(m => applicable.All(n => m == n || IsBetter(arguments, m.Overload, n.Overload))).ToList();
            if (best.Count != 1) return (Math.Max(2, applicable.Count), null, []);
            applicable = best;
        }
        return applicable.Count == 1 ? (1, applicable[0].Overload, applicable[0].Arguments) : (0, null, []);
    }

    private static Overload? Exact(IReadOnlyList<Overload> overloads, IReadOnlyList<Bound> arguments)
    {
        Overload? found = null;
        for (var i = 0; i < overloads.Count; i++)
        {
            if (overloads[i].Collects || !Matches(overloads[i].Parameters, arguments)) continue;
            if (found is not null) return null;
            found = overloads[i];
        }
        return found;
    }

    private static bool Matches(Type[] parameters, IReadOnlyList<Bound> arguments)
    {
        if (parameters.Length != arguments.Count) return false;
        for (var i = 0; i < parameters.Length; i++)
            if (arguments[i].IsNull || arguments[i].Clr != parameters[i]) return false;
        return true;
    }

    private static Expression[]? Apply(Overload overload, IReadOnlyList<Bound> arguments)
    {
        var parameters = overload.Parameters;
        if (overload.Collects ? parameters.Length - 1 > arguments.Count : parameters.Length != arguments.Count) return null;
        var promoted = new Expression[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var argument = overload.Collects && i == parameters.Length - 1
                ? Collect(parameters[i], arguments, i)
                : Promotion.Promote(arguments[i], parameters[i], exact: false, convertValues: true);
            if (argument is null) return null;
            promoted[i] = argument;
        }
        return promoted;
    }

    private static Expression? Collect(Type array, IReadOnlyList<Bound> arguments, int from)
    {
        if (arguments.Count == from || (arguments.Count == from + 1 && arguments[from].IsNull)) return Expression.Constant(null, array);
        if (arguments.Count == from + 1 && arguments[from].Clr == array) return arguments[from].Node;
        var items = new List<Expression>();
        for (var i = from; i < arguments.Count; i++)
        {
            if (Promotion.Promote(arguments[i], array.GetElementType()!, exact: false, convertValues: true) is not { } item) return null;
            items.Add(item);
        }
        return Expression.NewArrayInit(array.GetElementType()!, items);
    }

    private static bool IsBetter(IReadOnlyList<Bound> arguments, Overload first, Overload second)
    {
        if (arguments.Count == 0) return first.Parameters.Length == 0 && second.Parameters.Length != 0;
        var better = false;
        for (var i = 0; i < Math.Min(Math.Min(first.Parameters.Length, second.Parameters.Length), arguments.Count); i++)
        {
            switch (Prefer(arguments[i].Clr, first.Parameters[i], second.Parameters[i]))
            {
                case > 0: return true;
                case < 0: return false;
                default: better = true; break;
            }
        }
        return better;
    }

    private static int Prefer(Type source, Type first, Type second)
    {
        if (first == second) return 0;
        if (source == first) return 1;
        if (source == second) return -1;
        var (up, down) = (Promotion.IsCompatible(first, second), Promotion.IsCompatible(second, first));
        if (up != down) return up ? 1 : -1;
        if (IsSigned(first) && IsUnsigned(second)) return 1;
        return IsSigned(second) && IsUnsigned(first) ? -1 : 0;
    }

    private static bool IsSigned(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;

    private static bool IsUnsigned(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64;
}
