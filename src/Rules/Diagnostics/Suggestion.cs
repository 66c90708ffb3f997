namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>Finds the name that an author probably meant.</summary>
public static class Suggestion
{
    /// <summary>The candidate nearest to what was written; null when none is near enough to be helpful.</summary>
    /// <param name="written">What the author wrote.</param>
    /// <param name="candidates">The names that exist.</param>
    public static string? Nearest(string written, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = Math.Max(1, written.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - written.Length) >= bestDistance) continue;
            var distance = Distance(written, candidate);
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>The phrase "Did you mean ...?", or an empty text when nothing is near.</summary>
    /// <param name="written">What the author wrote.</param>
    /// <param name="candidates">The names that exist.</param>
    public static LocalizedText Phrase(string written, IEnumerable<string> candidates)
    {
        if (Nearest(written, candidates) is not { } nearest) return LocalizedText.Same("");
        return new(TextCatalog.Rules.Format("didYouMean", Language.Chinese, nearest), TextCatalog.Rules.Format("didYouMean", Language.English, nearest));
    }

    // Edit distance with neighbouring letters swapped counted once (optimal string alignment), ignoring case.
    private static int Distance(string a, string b)
    {
        if (a.Length > 64 || b.Length > 64) return int.MaxValue;
        Span<int> before = stackalloc int[b.Length + 1], last = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            last.CopyTo(before);
            row.CopyTo(last);
        }
        return last[b.Length];
    }

    private static bool Same(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
