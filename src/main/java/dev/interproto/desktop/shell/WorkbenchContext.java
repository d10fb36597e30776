package dev.interproto.desktop.shell;

import dev.interproto.desktop.chart.Charts;
import dev.interproto.desktop.control.FileDialogs;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Thumbnails;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.desktop.theme.Theme;
import dev.interproto.workspace.Workspace;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * What every page is given.
 *
 * @param workspace where runs and datasets are kept
 * @param tasks runs work in the background; outcomes arrive on the FX thread
 * @param navigation opens other pages
 * @param theme light or dark, now
 * @param themeSwitch the person's choice of it
 * @param messages all texts
 * @param notifications tells the person something
 * @param files asks for files and folders
 * @param thumbnails decodes small pictures in the background
 * @param charts makes charts that follow the theme
 * @param preferences small choices kept between starts
 * @param search where pages register what Ctrl+K finds
 * @param device what computes here, once it is known
 * @param datasets the datasets opened so far, shared by the pages
 */
public record WorkbenchContext(
        Workspace workspace,
        TaskRunner tasks,
        Navigation navigation,
        ReadOnlyObjectProperty<Theme> theme,
        ThemeSwitch themeSwitch,
        Messages messages,
        Notifications notifications,
        FileDialogs files,
        Thumbnails thumbnails,
        Charts charts,
        WorkbenchPreferences preferences,
        Search search,
        DeviceStatus device,
        DatasetLibrary datasets) {}
