using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Text;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;
using Lucene.Net.Util;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>The words of a text after the simplifications of a step: normalized, without stop words, stemmed, sorted, in this order.</summary>
internal sealed partial class SimpleWords
{
    private static readonly Dictionary<string, Func<SnowballProgram>> Stemmers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["danish"] = () => new DanishStemmer(), ["dutch"] = () => new DutchStemmer(), ["english"] = () => new EnglishStemmer(), ["finnish"] = () => new FinnishStemmer(), ["french"] = () => new FrenchStemmer(),
        ["german"] = () => new GermanStemmer(), ["hungarian"] = () => new HungarianStemmer(), ["italian"] = () => new ItalianStemmer(), ["norwegian"] = () => new NorwegianStemmer(),
        ["portuguese"] = () => new PortugueseStemmer(), ["russian"] = () => new RussianStemmer(), ["spanish"] = () => new SpanishStemmer(), ["swedish"] = () => new SwedishStemmer(),
    };

    private readonly TextSimplifierProcessor _step;
    private readonly SnowballProgram? _stemmer;
    private readonly HashSet<string> _stopWords = new(StringComparer.Ordinal);

    /// <param name="step">The simplifications.</param>
    public SimpleWords(TextSimplifierProcessor step)
    {
        _step = step;
        _stemmer = step.Stems ? Stemmers[step.Language]() : null;
        if (step.ClearsStopWords)
            _stopWords.UnionWith(StopWords(step.Language).Select(Comparable));
    }

    /// <summary>Why the simplifications can't be done here, as part of a sentence; null if they can.</summary>
    public static string? Refuse(TextSimplifierProcessor step) => (step.Stems || step.ClearsStopWords) && !Stemmers.ContainsKey(step.Language)
        ? $"there are no stems and stop words here for the language '{step.Language}', but for {string.Join(", ", Stemmers.Keys)}"
        : null;

    /// <summary>The words.</summary>
    /// <param name="text">A text.</param>
    /// <param name="cut">What the words of the normalized text are.</param>
    public string[] Of(string text, Regex cut)
    {
        IEnumerable<string> words = cut.Matches(_step.Normalizes ? JavaStrings.RemoveMarks(JavaStrings.ToLower(text)) : text).Select(match => match.Value);
        if (_stopWords.Count > 0)
            words = words.Where(word => !_stopWords.Contains(Comparable(word)));
        if (_stemmer is not null)
            words = words.Select(Stem);

        return [.. _step.Sorts ? words.Order(StringComparer.Ordinal) : words];
    }

    /// <summary>The words that are left, with one blank between two; the text as it is if nothing is to be simplified.</summary>
    public string Text(string text)
    {
        if (!_step.Normalizes && _stopWords.Count == 0 && _stemmer is null && !_step.Sorts)
            return text;

        // Normalizing takes punctuation out.
        return string.Join(' ', Of(text, _step.Normalizes ? Letters() : NoBlanks()));
    }

    /// <summary>Runs of letters and digits.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    public static partial Regex Letters();

    [GeneratedRegex(@"\S+")]
    private static partial Regex NoBlanks();

    private static string Comparable(string word) => JavaStrings.RemoveMarks(JavaStrings.ToLower(word));

    private string Stem(string word)
    {
        _stemmer!.SetCurrent(word);
        _stemmer.Stem();
        return _stemmer.Current;
    }

    private static IEnumerable<string> StopWords(string language)
    {
        System.Reflection.Assembly lists = typeof(SnowballFilter).Assembly;
        string name = lists.GetManifestResourceNames().Single(resource => resource.EndsWith(string.Create(CultureInfo.InvariantCulture, $".Snowball.{language.ToLowerInvariant()}_stop.txt"), StringComparison.Ordinal));
        using var reader = new StreamReader(lists.GetManifestResourceStream(name)!, Encoding.UTF8);
        return [.. WordlistLoader.GetSnowballWordSet(reader, LuceneVersion.LUCENE_48)];
    }
}
