using DssTyped.Tool;

return await DssTypedCommand.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
