using System.Linq.Expressions;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>Code that finds the place of a code among those of an enum: by length, then by a character that tells them apart, then by comparing once.</summary>
internal static class CodePlaces
{
    public static Expression PlaceOf(Expression text, EnumDeclaration declaration)
    {
        var none = Expression.Constant(-1);
        var byLength = declaration.Members.Select((m, i) => (m.Code, Place: i)).GroupBy(m => m.Code.Length).ToArray();
        if (byLength.Any(g => g.Count() > 1 && TellingAt([.. g.Select(m => m.Code)]) is null) || declaration.Members.Length > 64)
            return Expression.Call(Expression.Constant(declaration), nameof(EnumDeclaration.IndexOf), null, text);
        var cases = byLength.Select(g => Expression.SwitchCase(Among([.. g], text), Expression.Constant(g.Key)));
        return Expression.Switch(Expression.Property(text, nameof(string.Length)), none, [.. cases]);
    }

    private static Expression Among((string Code, int Place)[] codes, Expression text)
    {
        Expression Is((string Code, int Place) code) => Expression.Condition(
            Expression.Call(typeof(string).GetMethod(nameof(string.Equals), [typeof(string), typeof(string)])!, text, Expression.Constant(code.Code)),
            Expression.Constant(code.Place), Expression.Constant(-1));
        if (codes.Length == 1) return Is(codes[0]);
        var at = TellingAt([.. codes.Select(c => c.Code)])!.Value;
        return Expression.Switch(Expression.Property(text, "Chars", Expression.Constant(at)), Expression.Constant(-1),
            [.. codes.Select(c => Expression.SwitchCase(Is(c), Expression.Constant(c.Code[at])))]);
    }

    private static int? TellingAt(string[] codes)
    {
        for (var i = 0; i < codes[0].Length; i++)
            if (codes.Select(c => c[i]).Distinct().Count() == codes.Length) return i;
        return null;
    }
}
