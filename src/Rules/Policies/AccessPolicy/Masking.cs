using System.Globalization;

namespace CrmWorkflows.Rules.Policies.AccessPolicy;

/// <summary>What stays readable of a masked text.</summary>
internal enum MaskKind
{
    /// <summary>A person's name: the first character.</summary>
    Name,

    /// <summary>A telephone number: the first three and the last four digits.</summary>
    Phone,

    /// <summary>A number of an identity document: the first six and the last four characters.</summary>
    IdNumber,

    /// <summary>A number of an account or card: the last four digits.</summary>
    Account,

    /// <summary>Nothing, not even the length.</summary>
    All,
}

/// <summary>
/// Makes the part of a text unreadable that its mask hides. Separators stay where they are. A text that is too short for its mask to hide
/// four characters shows its last one at most.
/// </summary>
internal static class Masking
{
    private const char Hidden = '*';
    private const string Nothing = "******";
    private const int LeastHidden = 4;

    public static string Apply(MaskKind mask, string text) => mask switch
    {
        MaskKind.Name => Name(text),
        MaskKind.Phone => Ends(text, 3, 4),
        MaskKind.IdNumber => Ends(text, 6, 4),
        MaskKind.Account => Ends(text, 0, 4),
        _ => text.Length == 0 ? text : Nothing,
    };

    // Text elements, so that a rare character outside the basic plane counts as one.
    private static string Name(string text)
    {
        var elements = StringInfo.ParseCombiningCharacters(text).Length;
        if (elements <= 1) return new string(Hidden, elements);
        return StringInfo.GetNextTextElement(text) + new string(Hidden, elements - 1);
    }

    private static string Ends(string text, int first, int last)
    {
        var signs = text.Count(IsSign);
        if (signs - first - last < LeastHidden) (first, last) = (0, signs > 1 ? 1 : 0);
        var shown = text.ToCharArray();
        var at = 0;
        for (var i = 0; i < shown.Length; i++)
        {
            if (!IsSign(shown[i])) continue;
            if (at >= first && at < signs - last) shown[i] = Hidden;
            at++;
        }
        return new string(shown);
    }

    private static bool IsSign(char c) => c is not (' ' or '-' or '(' or ')' or '+' or '/');
}
