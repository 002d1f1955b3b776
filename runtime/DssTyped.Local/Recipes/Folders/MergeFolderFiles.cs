using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Folders;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes.Folders;

/// <summary>Runs a <c>merge_folder</c> recipe: copies the files of all inputs.</summary>
internal sealed class MergeFolderFiles : RecipeTranslator
{
    public override string DssType => "merge_folder";

    public override SupportNote Note => new(Support.Differs, "The output folder is always written anew. Of two files with one path the later input's stays; other ways to settle conflicts are refused. Hidden files are left out.");

    public override Refusal? Refuse(Snapshot snapshot, RecipeDefinition recipe) => Read(recipe) is { ConflictHandling: not ("OVERWRITE" or "FAIL") } settings
        ? new Refusal($"Files of the same path are handled by {settings.ConflictHandling}", "Choose to overwrite or to fail in DSS.")
        : Read(recipe).ClearsFirst ? null : new Refusal("The recipe keeps what the output folder has, which this engine writes anew", "Let the recipe clear its output before copying in DSS.");

    public override Translation Translate(TranslationContext context)
    {
        MergeFolderSettings settings = Read(context.Recipe);
        return new Translation.Files((work, cancellationToken) =>
        {
            foreach (string output in work.OutputFolders.Values)
            {
                foreach (string input in context.Recipe.Inputs.Select(item => work.InputFolders[item.Ref]))
                {
                    foreach ((string path, FileInfo file) in FolderFiles.Of(input))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        string target = Path.Combine(output, path.TrimStart('/'));
                        if (File.Exists(target) && settings.ConflictHandling == "FAIL")
                            throw new RecipeFailedException($"Two inputs have a file '{path}', and the recipe is set to fail then.");

                        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                        file.CopyTo(target, overwrite: true);
                    }
                }
            }

            return Task.CompletedTask;
        });
    }

    private MergeFolderSettings Read(RecipeDefinition recipe) => (MergeFolderSettings)RecipeRules.For(DssType).ReadSettings(recipe);
}
