using System.Linq.Expressions;
using System.Reflection;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>The calls by which a short expression could ask for an endless text: their lengths, formats and results are bounded.</summary>
internal static class GrowingText
{
    private const long FormatLimit = 9_999;

    private static readonly MethodInfo Length = Method(nameof(DialectContext.Bounded), typeof(DialectContext), typeof(int));
    private static readonly MethodInfo Text = Method(nameof(DialectContext.Bounded), typeof(DialectContext), typeof(string));
    private static readonly MethodInfo Format = Method(nameof(Checked), typeof(GrowingText), typeof(string));

    /// <summary>The argument of a call, checked before the call.</summary>
    public static Expression Argument(MethodBase method, int index, Expression argument, ParameterExpression context)
    {
        if (argument.Type == typeof(int) && IsLength(method, index)) return Expression.Call(Length, argument);
        if (argument.Type == typeof(string) && index == 0 && method.Name is "ToString" or "Format") return Expression.Call(Format, argument);
        return argument.Type == typeof(IEnumerable<string>) ? Expression.Call(context, nameof(DialectContext.Charge), [typeof(string)], argument) : argument;
    }

    /// <summary>What a call gives, checked behind it.</summary>
    public static Expression Result(MethodInfo method, Expression call) =>
        call.Type == typeof(string) && method.Name is "Concat" or "Join" or "Format" or "Insert" ? Expression.Call(Text, call) : call;

    private static bool IsLength(MethodBase method, int index) =>
        method.DeclaringType == typeof(string) && (method.IsConstructor ? index == 1 : index == 0 && method.Name.StartsWith("Pad", StringComparison.Ordinal));

    // "F999999999" and "{0,999999999}" ask for as many characters; nobody needs so many.
    private static string? Checked(string? format)
    {
        var number = 0L;
        foreach (var sign in format ?? "")
        {
            number = char.IsAsciiDigit(sign) ? Math.Min((number * 10) + (sign - '0'), FormatLimit + 1) : 0;
            if (number > FormatLimit && format!.AsSpan().ContainsAny("{FfNnEeDdXxPpCcGgRrBb")) throw new WorkLimitException(isText: true);
        }
        return format;
    }

    private static MethodInfo Method(string name, Type owner, Type parameter) =>
        owner.GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static, [parameter])!;
}
