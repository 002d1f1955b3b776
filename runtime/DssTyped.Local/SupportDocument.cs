using System.Globalization;
using System.Text;
using DssTyped.Flow.Formula;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Local.Recipes;
using DssTyped.Local.Recipes.Prepare;

namespace DssTyped.Local;

/// <summary>Writes <c>docs/local-engine.md</c> from what the engine says of itself, so that it can't say anything else.</summary>
internal static class SupportDocument
{
    public static string Write()
    {
        var text = new StringBuilder();
        text.Append(
            """
            # What the local engine runs

            This page is generated from the code; a test fails when it is stale (`UPDATE_DOCS=1 dotnet test tests/DssTyped.Local.Tests` rewrites it).

            * **exact**: equal to what DSS's own engine writes.
            * **differs**: exact but for what the line says.
            * **refused**: a job with such a recipe is refused before anything runs. Pin the recipe's outputs with data computed by DSS (`engine.Pin`, or the
              computed data of an export in the data folder), let C# code stand for it (`engine.Handle`), or build it on a DSS server.

            ## How data is read and kept

            * An empty text and an empty cell are the same thing.
            * Texts are ordered by their code points, as in databases; where DSS's own engine orders them, characters above U+FFFF stand before U+E000 to U+FFFF. Where letter case
              does not count, letters are compared one by one in lower case: `İ` is `i`, `ß` is not `ss`, and `σ` is not `ς`.
            * `NaN` is equal to itself and larger than any number; sums, means and deviations of values that have one among them are `NaN`. A deviation of values beyond 1E150 fails and names the column. `-0.0` is equal to `0.0`, and recipes that
              sort or group by it may write it without its sign.
            * Cells are read strictly: `1.7`, `1e3` and `1_000` are no whole numbers. A cell that is no value of its column's type becomes empty and is counted as a
              warning with file, line, column and value; a dataset whose `readDataTypeMismatchBehavior` is `FAIL` fails instead.
            * A boolean column of a prepared dataset, or of data that DSS computed, whose first rows hold other texts than `true` and `false` (`Yes`, `N`, `0`) is kept as text, as DSS
              keeps it. Programs compiled for booleans read it as such.
            * Sources are CSV and its relatives, JSON, Excel, Parquet and the format `line`, also packed with gzip or in zip archives, inline (editable) datasets and files
              in managed folders. Every other format is refused by its name before anything runs.
            * Rows that chance draws in a way that is not DSS's (random samples, random splits without a seed or with several shares) are taken from the computed data of an
              export, where it has all outputs of the recipe.
            * Own files of a dataset are read by position, as DSS does; files a user puts into the data folder are matched by the names in their header.
            * Where a recipe's columns are not those of the output's stored schema, the build fails and names them, unless schemas are updated
              (`AutoUpdateSchemas`). A prepare recipe keeps to the stored columns and warns, as in DSS.
            * Results are Parquet files of a version folder, which a small manifest names; the manifest is swapped in by a rename. An earlier result stays
              readable until the new one is whole, whatever happens in between.
            * Doubles are read as numbers and written in Java's form, also where a dataset's `normalizeDoubles` is off. The form is that of Java 11 and 17, on which DSS 12 to 14 run
              ([formula.md](formula.md#values)).
            * Regular expressions are Java's ([formula.md](formula.md#values)); those of steps that ignore case do so for all letters. What can't be done as in Java is refused with its reason.
            * In filters with which programs read rows, `NaN` equals nothing and is in no order, as in C#.
            * `-0.0` and `0.0` are one value in a file of results: where a column of a dataset has both, all its zeros may be written as the first of them.
            * Files of a folder are chosen by the dataset's own rules (`filesSelectionRules`); rules on which ways to read a pattern disagree are refused.
            * A filter at the end of a group, window or distinct recipe knows columns by the names before the recipe renames them; a name that only the output has is found too.
            * Settings of recipes and steps that the engine does not know are warned of in the job, by name; words and switches that it knows but does not carry out are refused.
            * In unix style a backslash is a plain character unless it stands before a quote within a quoted cell that goes on.
            * In unix style, DSS itself doubles quotes and leaves backslashes alone: so is the data of an export read. `UTF-16` without a byte order mark is read as Java does, the high byte first.
            * Cells of a workbook that hold an error (`#N/A`) are empty; of cells that are merged, the first one has the value.
            * Patterns are Java's. In them a character above U+FFFF counts as two. Possessive quantifiers, operations on classes and groups of which only some have names are refused, and so are replacements
              with a `$` that names no group.
            * A partition is built beside the others. Of the dependencies between partitions `equals`, `values`, `all_available` and `latest_available` are known, also
              where the output is not partitioned; every partition that they name must be there, unless the input's missing partitions count as empty. The latest in one of several dimensions is
              refused where it depends on whether the other dimensions are looked at first. What can't be followed, or is not there, is refused before anything runs, except where the job itself
              spreads the input over partitions. A recursive build of a partition builds the inputs' partitions of that name. A job builds one partition of a dataset: several, lists, ranges and
              keywords such as `CURRENT_DAY` are refused. Sources are
              read as a whole, not by partitions. Rows are spread over partitions (`redispatchPartitioning`) by every recipe. A build of a partitioned dataset
              that names no partition and spreads no rows writes all rows as one.

            ## The workspace

            * Any number of engines and processes may use one workspace. A dataset is built by one of them at a time, the others wait. A reader keeps the version
              it has opened. The version before the one in place stays until the next build begins, which removes all that nobody reads.
            * `data/DATASET/manifest.json` names the files of the version in place: Parquet of version 2 with LZ4, which anything that reads Parquet can read. Columns whose
              names differ only by case have other names there, which the manifest gives. Programs other than the engine should read the manifest anew each time: the
              files of a version that is no longer in place are removed under them (never written over).
            * A build makes few files, because some disks are slow at that: the folder of a version that is done with becomes that of the next one, and on Linux a manifest changes
              places with the one before, which stays beside it as `.manifest.json` and means nothing.
            * `jobs/JOB/job.json` tells how a job went, `job.log` holds the logs of its recipes. An engine keeps the last ten jobs that have ended in memory, with all events; earlier
              ones and those of other processes are read from there. Nothing removes these folders; old ones may be deleted at any time.
            * Clocks may go back, or differ between machines that share a workspace: versions are told apart by names that never come again, results are up to date by hashes, and each manifest
              gets a later file time than the one it replaces.
            * When a job ends, what it was asked for and what nothing else is made of is on the disk. Intermediate results may be lost in a power cut.
            * Workspaces of earlier versions of the program are read and built on; earlier versions then refuse what was built.
            * A manifest that is damaged, or names a file that is missing or of another size, means: not built. One that a newer version of the program wrote is neither
              read nor replaced: update, or choose another workspace. A damaged file of rows is an error that names it; what damages no structure of Parquet is not noticed.
            * Names of datasets, columns, recipes and partitions may hold anything. A dataset gets another folder when the snapshot gets a second one whose name differs only by
              case: it then has to be built again.
            * Links are followed, but not one that leads back to a folder it stands in.
            * Whether a result is up to date is decided by a hash of the recipe's settings without those of its editor, the variables it uses, the versions of its inputs, the schemas of its
              outputs, the version of the delegate and that of the engine. Sources count by the content of their files: files of up to 1 MiB are read anew each time; larger
              ones if their size, the time of their last change or their inode is another, or if they were changed less than two seconds before they were read. On Linux
              that time is one that no program can set; elsewhere, where programs can, sixteen blocks spread over the file are read too, so a change that
              keeps size and time and lies between these blocks is not seen. Files of managed folders that no recipe fills count by name, time and content, large ones by the same signs.
            * A partition is out of date if the partitions it is made of have changed, not if others of the same inputs have.
            * A full disk, or one that can't be written to, fails a build and loses nothing. A workspace that can't be written to can still be read.
            * DuckDB uses at most `MemoryLimit` for all recipes together, by default 60 % of what the machine or container has. Rows are read by an instance beside it that has the same limit and
              takes a few row groups, never a whole dataset. What does not fit goes to a folder of the engine's own below `tmp`,
              which is removed when the engine is disposed, or by the next engine if the process was killed.


            """);
        Recipes(text);
        Steps(text);
        Functions(text);
        return text.ToString();
    }

    private static void Recipes(StringBuilder text)
    {
        text.Append("## Recipes\n\n| type | recipe | support | note |\n|---|---|---|---|\n");
        var titles = RecipeRules.All.ToDictionary(rule => rule.DssType, rule => rule.Note.Title, StringComparer.Ordinal);
        foreach (string type in titles.Keys.Concat(RecipeTranslators.All.Select(translator => translator.DssType)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            SupportNote note = RecipeTranslators.For(type)?.Note ?? new SupportNote(Support.Refused, Refusal.Elsewhere);
            Row(text, $"`{type}`", titles.GetValueOrDefault(type, type), NameOf(note.Support), note.Text);
        }

        text.Append("\nEvery other type, plugin recipes among them, is refused.\n\n");
    }

    private static void Steps(StringBuilder text)
    {
        text.Append("## Steps of prepare recipes\n\n| type | step | support | note |\n|---|---|---|---|\n");
        foreach (ProcessorKind kind in ProcessorKinds.All.OrderBy(kind => kind.DssType, StringComparer.Ordinal))
        {
            SupportNote note = PrepareSteps.NoteOf(kind);
            Row(text, $"`{kind.DssType}`", kind.Title, NameOf(note.Support), note.Support == Support.Refused && !note.Text.Contains(". ", StringComparison.Ordinal) ? $"{note.Text}. {Refusal.Elsewhere}" : note.Text);
        }

        text.Append("\nA step may also be refused for some of its settings; the message says which. Every other type is refused.\n\n");
    }

    private static void Functions(StringBuilder text)
    {
        text.Append("## Functions of formulas\n\n| function | chapter | arguments | support | note |\n|---|---|---|---|---|\n");
        foreach (FormulaFunction function in FormulaFunctions.All.OrderBy(function => function.Name, StringComparer.Ordinal))
            Row(text, $"`{function.Name}`", function.Chapter, function.Arity, NameOf(function.Support), function.Note);

        text.Append("\nA formula that calls anything else is refused, with the nearest name.\n");
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        foreach (string cell in cells)
            text.Append(CultureInfo.InvariantCulture, $"| {cell.Replace("|", "\\|", StringComparison.Ordinal)} ");

        text.Append("|\n");
    }

    private static string NameOf(Support support) => support switch
    {
        Support.Exact => "exact",
        Support.Differs => "differs",
        Support.Refused => "refused",
    };

    private static string NameOf(FormulaSupport support) => support switch
    {
        FormulaSupport.Exact => "exact",
        FormulaSupport.Differs => "differs",
        FormulaSupport.Refused => "refused",
    };
}
