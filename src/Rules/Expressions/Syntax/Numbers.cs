using System.Globalization;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>The values of number literals as text.</summary>
internal static class Numbers
{
    public static bool IsNegative(object? value) => value switch
    {
        long whole => whole < 0,
        decimal exact => decimal.IsNegative(exact),
        double binary => double.IsNegative(binary),
        _ => false,
    };

    /// <summary>The digits of a number, so that they are read back as the same type and value.</summary>
    public static string Write(object value, string suffix)
    {
        var digits = value switch
        {
            double binary when suffix == "F" => ((float)binary).ToString("R", CultureInfo.InvariantCulture),
            double binary => binary.ToString("R", CultureInfo.InvariantCulture),
            decimal exact when decimal.IsNegative(exact) => "-" + decimal.Negate(exact).ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        return value is not long && suffix.Length == 0 && !digits.AsSpan().ContainsAny('.', 'E') ? digits + ".0" : digits;
    }
}
